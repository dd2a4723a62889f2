/**
 * Ordinary words of vulnerability and breach descriptions: those that stand mostly in lower case in the public
 * text of NVD, CVE.org, KEV and HIBP. A name made of them says little by itself.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
ability able about above absolute abuse abused accept accepted accepts access accessed accesses
accessible accessing accompanied account accounts achieve acknowledged acquire acquired across action
actions activate actively activity actor actors add added adding addition additional address addressed
addresses admin administration administrative administrator administrators admins adult adversary
advised advisory affect affected affecting affects after against agencies agent agents ages aggregator
algorithm algorithms all alleged allegedly allocated allocation allow allowed allowing allows almost
alone along alongside already also alter altering alternate although always among amongst amount an
analyst and announced anonymous another answers any anyone api app appear appeared appears append
appliance application applications applied apply appropriate approximately apps april arbitrarily
arbitrary archive are argument arguments arises array as asp aspx asset assets assigned associated at
attachment attack attacked attacker attackers attacks attempt attempted attempting attempts attribute
attributed attributes audio audit august auth authenticate authenticated authentication authenticity
author authorization authorized automatically availability available aware back backend background
backup backups bad balances bank based bcrypt be because become been before began beginning behalf
behavior being believe believed belonging below between billion binaries binary bios birth blank blind
block blocked blog body booking boot bootloader both bounds breach breached breaches broadly broke
broken broker browser browsers browsing brute buffer buffers bug build business but by bypass bypassed
bypassing byte cache call called calling calls camera cameras campaign can cannot capabilities
capability captured card cards carefully carried case cases cause caused causes causing certain
certificate certificates cgi chain chainable chained change changed changes changing channel channels
character characters chat check checking checkout checks children circulated circulating circumstances
claims class classes classified clear cleartext click clicking client clients code codes collected
collection combination combined combining command commands comments commit communication communications
community company complete component components compromise compromised compromising computer concluded
condition conditions conduct confidential confidentiality config configuration configurations configure
configured configuring confirmed confused confusion conjunction connect connected connection connections
consequently console construct constructing consumer consumption contact contacted contain contained
container containers containing contains content contents context contributor control controlled
controller controllers controls convert converted cookie cookies copies copy copying corpus correctly
corresponding corrupt corruption could count country cpu cracked craft crafted crash crashes create
created creates creating creation credential credentials credit critical cross cryptocurrency
cryptographic csrf current currently custom customer customers customize cve cvss cwe daemon dangerous
dark dashboard data database date dated dates dating days ddos debug debugging december declared
decoding decrypt default defenses defined defunct delete deleted deletion delivered delivery
demonstrated denial denied depending deployed deployment dereference described description
deserialization designed destination detailed details detect detected detection determine development
device devices diagnostic diagnostics did different difficulty digits direct directly directories
directory disable disabled disclose disclosed disclosing disclosure discontinue discover discovered
discovering disk display displayed disrupt distributed dll dns do document documents does domain domains
done door dos down download downloaded draft drive driver drivers due dump dumped during dynamic each
earlier early easier easily edit editing either element elements elevate elevated email emails embed
embedded emerged emphatically employers enable enabled enables enabling encrypted encryption end ending
endpoint endpoints enforce enforced enforcement engine engineering enrollment ensure enter entered
entire entity entries entry enumerate enumeration environment environments error escalate escalation
escape escaped escaping evaluated evaluation even event events eventually evidence example except
exception excessive exclusive exe executable executables execute executed executes executing execution
exfiltrate exhaustion exist existence existing exists expected expiration expiry exploit exploitable
exploitation exploited exploiting exploits export exported exporting exports expose exposed exposes
exposing exposure expression expressions extend extension extensions extensive extensively external
externally extract extracted facilitate facing fact factor factory fail failed failing fails failure
false family fan feature features february field fields file filename files filesystem filter filtering
filters final financial find firm firmware first fix fixed fixes flag flagged flaw flow folder folders
followed following fonts food for force forced forge forged forgery fork form format formerly forms
forum forums forward forwarded found free freed frequently friday from front ftp full fully function
functionality functions further future gain gained gaining game games gaming gather gender genders
generally generate generated geographic get getting give given gives global government gpu granted
granting greater group guest hack hacked hacker hackers hacking had half handle handled handler handles
handling hang hard hardcoded hardware has hash hashed hashes hashing have having header headers heap
help hidden hide high higher highlighted hijack hijacking histories history hold home honored horse host
hosted hosting hosts hotel how however href html html5 http https huge human hundreds identifiable
identified identifier identities identity idor if image images immediately impact impacted impacts
impersonate impersonating implement implementation implemented implementing import imported improper
improperly in inaccessible inadequate inadvertently incident include included includes including
inclusion incomplete inconsistent incorrect incorrectly indeed independent index individual individuals
infinite information infrastructure initial initialization initiate initiated inject injected injecting
injection injections input inputs insecure insert inside install installation installations installed
installer installing instance instances instead instruction instructions insufficient insufficiently
integer integration integrity intended intentionally interact interaction interactive intercept
interface interfaces interfere internal internally interrupt into introduced invalid investigation
involving ios iot ip is issue issued issues it item items its itself january java javascript job json
july june just jwt kernel key keyboard keys know knowledge known labels lack lacks lan language large
larger largest last late later latest latitudes launch launched law layer layout ldap lead leading leads
leak leakage leaked least led left legitimate length less level levels leverage leveraged leveraging lfi
libraries library license licensing like likely limit limited line lines link linked links list listed
listing lists load loaded loading loads local locally located location locations log logged logging
logic login logins logon logs long longer longitudes loop loss low lower machine made mail main
maintainer major make maker makes making malformed malicious maliciously malware manage managed
management managing manipulate manipulating manipulation manner manually manufacturer many map march
marked market marketing marketplace markup massive master matching matter maximum may means mechanism
mechanisms media meeting member members membership memory menu message messages messaging metacharacters
metadata method methods mid might million millions misconfiguration misconfigured mishandled mishandles
missing mitigate mitigated mitigation mobile mode models modification modified modify modifying module
modules monday moniker monitoring month months more most move multiplayer multiple must name named names
nano native nature nearly necessary need needed needs network networking new news no node nodes nonce
none normal normally not notification notifications notified november now number numbers numerous object
objects observed obtain obtained obtaining occur occurred occurs october of off offered official offline
offset often old older on once one ones online only open opened opening opens operating operation
operations operator option options or order orders organisation organization organizations origin
original originally originate originating os other others otherwise our out output outside over overflow
overflows overwrite overwriting overwritten own owner owners pack package packages packet packets page
pages pairs panel parameter parameters parent parsed parser parsing part partial partially particular
parties party pass passed passes passing passport password passwords past patch patched path pathname
paths payload payloads payment pdf people perform performance performed performing performs permission
permissions permitted persistent person personal personally pertaining phishing phone photo photos php
physical physically pipeline pipes place placing plain plaintext platform platforms please plugin
plugins plus point pointer pointers points policies policy pool popular port portal ports possible
possibly post posted posts potential potentially predictable predominantly preferences preloaded
preparation prerequisite presence present presents prevent preview previous previously printer printers
prior private privilege privileged privileges problem problematic procedure process processed processes
processing processor product production products professional profile profiles program programs project
projects prompt promptly prompts prone proper properly properties property protect protected protection
protocol protocols provide provided provider providers provides providing proximate proxy public
publication publicly published publishing purchase purchases purposes put queries query question
questions queueing race raft ram random range ranging ransom ransomware rapidly rather raw rce reach
reachable reached read reading reads real reboot receive received receiving recent recently recommend
recommendations recommended recommends record records recover recovery rectified redirect redirection
redistributed refer reference referenced references reflected register registered registry regular
related relationship release released releases relies rely remained remediate remote remotely remove
removed removing renderer rendering repeatable replace report reported reportedly reporting reports
repositories repository represent request requested requests require required requires research
researcher researchers reserved reset resolved resolves resource resources respond responding response
responses restart restarted restrict restricted restriction restrictions restrictive result resulted
resulting results retailer retrieve retrieved return returned returns reuse reveal review rfi rights
risk risks rival robust role roles root router routers rows rules run running runs safe sale salt salted
same sandbox sanitise sanitization sanitize sanitized saturday save saved scan scanning scope scoped
scopes scraped screen script scripting scripts search searchable second secret secrets section security
see segment segmentation selection self send sending sends sensitive sent separate september sequence
serial serialized series served server servers service services session sessions set setting settings
setup several sexual share shared sharing shell shipped short shortcode should show shut side sign
signature signed significant significantly simply since single site sites situations size skin small smb
snapshot so social socket software sold solution solutions some someone somewhere source sourced sources
space spam special specially specific specifically specified specify sphere spoof spoofed spoofing
spread spreadsheet spyware sql ssh ssl ssrf stack staff standard start starting starts startup state
stated statement static status steal stealing stems step steps still stop storage store stored stores
stream streaming string strings structure structures stuffing submit submitted subnet subscriber
subscribers subsequent subsequently subset subsystem successful successfully such suffered sufficient
sufficiently sunday supplied supplying support supported supporting supports susceptible swapping switch
symbolic symmetric system systems table tables tag tags take taken takeover takes tampering target
targeted task tasks tcp team techniques template temporary tens terminate termination test text than
that the their them theme themselves then there thereby therefore these they third this those though
thousand thousands threat three through thursday thus tickets time title titled titles tls to token
tokens too tool tools torrent total touch tracking tracks traded trading traffic transactions
transmission transmit transport travel traversal treated tree trick tricked tricking trigger triggered
triggering triggers trove true trust trusted tuesday two type types udp ultimately unable
unauthenticated unauthorised unauthorized unavailable unchanged under underground underlying undisclosed
unencrypted unexpected uninitialized unintended unique unknown unless unpacking unprivileged unprotected
unresponsive unrestricted unsafe unsafely unsalted unsandboxed unsanitized unsecured unspecified until
untrusted unverified up update updated updates updating upgrade upgraded upgrading upload uploaded
uploading uploads upon uri url usage use used user username usernames users uses using usually utility
utilization utilize utilized valid validate validated validates validating validation value values
variable variables various vector vectors vehicles vendor verification verified verify verifying version
versioning versions very via victim victims video view views violation virtual visible visit visits
visualization volume vulnerabilities vulnerability vulnerable wallet wan was way ways we weak web
webhook website websites wednesday well were what when whenever where whereby whether which while whilst
who widget wifi wild will wireless with within without work workaround workarounds worker world would
writable write writes writing written wrong xml xss xxe year years yet you your zones
`
    .trim()
    .split(/\s+/),
);
