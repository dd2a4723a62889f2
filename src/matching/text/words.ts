import { NAMES_OF_NOBODY } from '../../domain/text/names-nobody.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Legal forms, written without dots and spaces ("S.r.o." is `sro`); they never count. */
export const LEGAL_FORMS = words(`
  inc incorporated llc lllp ltd ltda limited corp corporation co company companies gmbh ag se sa sas sasu sarl srl spa
  sl slu plc bv nv ab as asa oy oyj aps kg kgaa ohg ek ev pty pte pvt private sro spol spzoo spzo sp zoo zrt kft nyrt bt jsc
  ojsc pjsc zao ooo oao ao llp lp ulc uc fze fzco fzllc dmcc kk gk yk sdn bhd tbk pt pc pllc na cv scs snc sca kda doo dd ad ead
  eood jdoo as a/s is sia uab oue ou unlimited incorporation coltd ae epe ike hb kb mbh ug eg cjsc pcl sti pbc lda ltee
  limitada proprietary sadecv sabdecv sapidecv sderldecv aktiengesellschaft aktiebolag aktieselskab osakeyhtio
`);

/** Descriptors that many companies carry: a name may drop or add them and stay the same name. */
export const DESCRIPTORS = words(`
  technologies technology technologie tech software systems system solutions solution networks network networking group holding
  holdings international global worldwide enterprises services service labs lab laboratories digital online com net org io
  co cn foundation association project team software soft hq security communications products
  community operations sales europe emea apac americas platforms studio studios web internet data computer computers
  development inc corp group s the new ltd systemes systeme sistemas sistemi tecnologia tecnologias technologien technologie servicios
  gruppe groupe grupo gruppo gesellschaft teknoloji
`);

/** Countries, regions and cities that precede or follow a company's own name. */
export const PLACES = words(`
  us usa uk eu uae hk sz america american states united kingdom britain england scotland ireland irish germany deutschland german
  france french spain italy italia netherlands holland belgium switzerland swiss austria sweden norway denmark finland poland
  czech hungary romania bulgaria greece turkey israel india japan nippon korea china taiwan singapore australia zealand canada
  mexico brazil brasil argentina africa asia pacific emirates dubai hangzhou shenzhen beijing shanghai guangzhou guangdong
  zhejiang jiangsu nanjing suzhou chengdu wuhan xiamen fujian dongguan tianjin hong kong taipei tokyo osaka seoul london paris
  berlin munich zurich new north south east west
`);

/** Trades that hardly ever make hardware or software: such a row is seldom what a vulnerability names. */
export const OTHER_TRADES = words(`
  air airlines airways aviation apparel art artists arts bakery bank beauty beef beverages books brewing catering church
  cigars city clothing coatings college confectionery construction conditioning cosmetics crude dairy dental diesel elevator
  elevators ham estate excavators farms fashion fees fishing fitness flights food foods freight fruit fuel funds
  furniture garage gas gold grocery hair haulage health heating honey hospital hospitals hotel hotels insurance investment
  investments jewellery jewelry juice kitchens law leads legal lenders lighting linen logistics lube magazine mail marine meat
  mining mint mortgage motors movers music oil orchards packers paint paper parcel petroleum pharma pharmaceutical
  pharmaceuticals pizza prep preparatory records recruiting recruitment restaurants retail rubber salon school schools seafood shipping
  shoes sports steel stores tackle tea tobacco tours tractors trading travel trousers trucking trucks tyres university
  van wealth wine workers waste water yarn
`);

/** Words by which a name or product of such a trade speaks of hardware or software after all. */
export const MAKER_WORDS = words(`
  it software tech technology technologies technologie systems system digital data computer computers computing networks
  electronics informatics informatik informatica server firmware database automation robotics telecom cloud app apps
`);

/** What stands in a vendor field when the source names nobody, or nobody in particular. */
export const NO_NAME: ReadonlySet<string> = new Set([
  ...NAMES_OF_NOBODY,
  ...words(
    `various multiple multiplevendors multipleproducts unaffiliated custom general other nvendor notapplicable`,
  ),
]);

/** Words glued before a company's own name in account and domain names ("getacme", "goacme"). */
export const GLUED_PREFIXES = ['get', 'go', 'use', 'try', 'the', 'my', 'join', 'team'];

/** Words before a name that make it a platform or a companion rather than the affected thing ("plugin for X", "on X"). */
export const PLATFORM_WORDS = words(
  `for on with using via by from against to atop under running supports integration into not like unofficial alongside`,
);

/** Words after a name that make it somebody else's thing ("X fans", "X plugin", "X users"). */
export const FAN_WORDS = words(
  `fans fan forum forums app apps clone clones cheats addon addons plugin plugins theme themes wiki clan extension extensions
   integration integrations connector connectors compatible alternative emulator lookalike`,
);

/** "Clone of X", "alternative to X": what is like X is not X. */
export const COPY_WORDS = words(
  `clone clones copy copies fork port imitation competitor competitors alternative rival reseller resellers partner`,
);

/** Platforms: in running text these say on what something runs, hardly ever whose it is. */
export const PLATFORMS = words(`windows linux unix android ios macos mac java wordpress javascript`);

/** "A flaw in X", "was found in X": the words before `in` after which the affected thing is named. */
export const CULPRIT_WORDS = words(`
  vulnerability vulnerabilities flaw flaws issue issues bug weakness overflow injection xss csrf ssrf found discovered identified
  reported detected exists existed traversal corruption disclosure exposure execution
`);

/** Ordinary words of product names: alone they name no product of anybody's. */
export const PRODUCT_WORDS = words(`
  academy advanced agent agents analytics appliance application applications archive assistant automation backup basic boot bridge
  browser builder calendar camera cameras center centre central client cloud collaboration commander commerce community connect
  connector console control controller converter core custom dashboard database designer desktop detector developer device
  devices directory discovery display docs document domain ecommerce drive driver edge edition editor email endpoint engine explorer
  express extended extension factory file files financial firewall firmware framework gallery gateway guard guardian health
  helper home hub identity image insight inspector installer integration intelligence inventory kit learning library lite live
  local mail manager management map media meeting mobile model monitor monitoring music news office one online open
  operations orchestrator order panel password pay payment people performance phone photo plan player plugin plus policy
  portal power premium print printer printers pro professional project protect protection proxy quick reader recorder remote
  report reporting router routers safe scanner scheduler search secure security server servers shield shop signal sign site smart
  source space standard station storage store stream studio suite support switch switches sync table tablet task team telephone
  terminal theme time toolkit tools track tracker training translator transfer trust tv ultimate update usb user utility video
  view viewer virtual vision visual voice wallet watch web website wireless wizard work workbench workflow workspace world zone
`);

/** What a breach's title says beside the name. */
export const BREACH_WORDS = words(
  `data breach breached hack hacked leak leaked incident attack ransomware exposure at of by the in customer customers`,
);

/** Sites that publish what concerns others: a reference there says nothing of whose product it is. */
export const PUBLISHERS = words(`
  github.com github.io githubusercontent.com gitlab.com bitbucket.org codeberg.org sourceforge.net npmjs.com pypi.org rubygems.org
  packagist.org wordpress.org nist.gov mitre.org cve.org cisa.gov us-cert.gov cert.org kb.cert.org jvn.jp jpcert.or.jp cert-in.org.in
  incibe.es bsi.bund.de exploit-db.com packetstormsecurity.com packetstorm.news securityfocus.com securitytracker.com secunia.com
  osvdb.org vuldb.com vulncheck.com vupen.com snyk.io wordfence.com patchstack.com wpscan.com huntr.com huntr.dev hackerone.com
  bugcrowd.com zerodayinitiative.com talosintelligence.com openwall.com seclists.org marc.info lists.apache.org
  debian.org ubuntu.com launchpad.net fedoraproject.org gentoo.org opensuse.org suse.com mandriva.com archive.org
  archive.today youtube.com youtu.be twitter.com x.com medium.com blogspot.com reddit.com
  pastebin.com gist.github.com haveibeenpwned.com troyhunt.com bleepingcomputer.com techcrunch.com zdnet.com wikipedia.org
`);

/** Package types whose first part names an owner; see the package URL specification. */
export const NAME_SPACES = words(
  `npm maven composer golang github gitlab bitbucket docker huggingface swift`,
);

/**
 * Projects whose short name sources write as the vendor though no company bears it, with the projects' own domains.
 * A company that only shares the word ("Apache Corporation", an oil company) is not meant.
 */
export const UMBRELLA_PROJECTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['apache', ['apache.org']],
  ['linux', ['kernel.org', 'linuxfoundation.org', 'linux.org']],
  ['gnu', ['gnu.org', 'fsf.org']],
  ['eclipse', ['eclipse.org']],
  ['debian', ['debian.org']],
  ['gnome', ['gnome.org']],
  ['kde', ['kde.org']],
  ['python', ['python.org']],
  ['perl', ['perl.org']],
  ['ruby', ['ruby-lang.org']],
  ['rust', ['rust-lang.org']],
  ['php', ['php.net']],
  ['jenkins', ['jenkins.io', 'cd.foundation']],
  ['samba', ['samba.org']],
  ['openssl', ['openssl.org', 'openssl-library.org']],
  ['kubernetes', ['kubernetes.io', 'cncf.io']],
]);

/** Words by which a register says that it means the project. */
export const PROJECT_WORDS = words(
  `foundation project community association org organization organisation developers team`,
);

/** What products run on: "X for Windows" is X itself, "X for anything else" mostly somebody's connector to X. */
export const OPERATING_SYSTEMS = words(
  `windows linux unix android ios ipados macos mac osx chromeos solaris aix hpux freebsd iphone ipad desktop mobile`,
);

/** Words that make a product an extension of what it is named after. */
export const EXTENSION_WORDS = words(`plugin plugins addon addons widget shortcode extension extensions`);

/** The same directly behind a name only: elsewhere these are part of many a product's own name. */
export const CONNECTING_WORDS = words(`integration integrations connector connectors`);

/** What people write extensions for, each under the names of what they connect it to. */
export const EXTENDED_PLATFORMS = words(
  `wordpress wp woocommerce elementor jenkins joomla drupal magento prestashop opencart shopify typo3 moodle`,
);

/** Words that end a company's name rather than begin a product's. */
export const COMPANY_WORDS = words(
  `labs laboratories technologies technology networks group holdings industries electronics electric instruments pharmaceuticals motors`,
);
