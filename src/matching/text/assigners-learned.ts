import type { AssignerRecord } from './assigners.ts';

/** One line each: the share, a star where the vendor is called like the assigner, the assigner, a short name's domain. */
const LINES = `
  1* 1e = 1e.com
  0.63* 3ds = 3ds.com
  0.67* 3ds.information-security@3ds.com
  0.67 @huntrdev = huntr.dev
  0.56* abb = abb.com
  1* absolute = netmotionsoftware.com
  1* acronis = acronis.com
  1* ami = ami.com
  1* apache = apache.org
  1* atlassian = atlassian.com
  0.14 audit@patchstack.com
  1* autodesk = autodesk.com
  1* avaya = avaya.com
  1* axis = axis.com
  1* baxter = baxter.com
  1* blackberry = blackberry.com
  1* elastic.co
  1* brocade = brocade.com
  1* canonical = ubuntu.com
  0.43 certvde = vde.com
  1* google.com
  0.6 cisa-cg
  0.9* citrix = citrix.com
  1* mongodb.com
  0.11 cna@vuldb.com
  0.33 contact@wpscan.com
  0.19 cret@cert.org
  0.67 cve-assign@fb.com
  0.6 cve-coordination@incibe.es
  0.9* gitlab.com
  0.04 cve@mitre.org
  1* zscaler.com
  0.58* cybersecurity@ch.abb.com
  1* hitachienergy.com
  1* eaton.com
  1* dahua
  1* devolutions = devolutions.net
  1* gallagher.com
  0.67 divd
  1* docker = docker.com
  1* eaton
  1* elastic = elastic.co
  1* f5 = f5.com
  1* f5.com
  1* facebook
  0.6 fluid attacks = fluidattacks.com
  1* fortinet = fortinet.com
  1* gallagher = gallagher.com
  0.12 github_m = github.com
  1* github_p = github.com
  0.86* gitlab = gitlab.com
  1* google_android = android.com
  1* grafana = grafana.com
  0.64 hackerone = hackerone.com
  1* hashicorp = hashicorp.com
  1* hcl = hcl.com
  1* hikvision = hikvision.com
  1* hitachi.co.jp
  1* hitachi = hitachi.co.jp
  1* hitachi energy = hitachienergy.com
  1* hp = hp.com
  1* hp.com
  1* huawei = huawei.com
  1* ibm = ibm.com
  0.18 ics-cert@hq.dhs.gov
  0.31 icscert = dhs.gov
  0.4 incibe = incibe.es
  0.39 info@cert.vde.com
  1* intel = intel.com
  1* ivanti
  0.86* jfrog = jfrog.com
  0.83* joomla = joomla.org
  0.32 jpcert = jpcert.or.jp
  0.6* kaspersky = kaspersky.com
  1* lenovo = lenovo.com
  1* logitech = logitech.com
  1* mattermost = mattermost.com
  1* mautic
  1* mediatek = mediatek.com
  1* microchip
  1* microsoft = microsoft.com
  0.06 mitre = mitre.org
  1* mitsubishi = mitsubishielectric.co.jp
  1* drupal.org
  1* mongodb = mongodb.com
  1* moxa = moxa.com
  1* mozilla = mozilla.org
  1* nec = nec.com
  1* netapp = netapp.com
  1* netskope
  1* ni = ni.com
  0.56* nozomi = nozominetworks.com
  1* nvidia = nvidia.com
  1* octopus = octopus.com
  1* odoo
  1* okta = okta.com
  1* opentext = opentext.com
  1* openvpn = openvpn.net
  1* oracle = oracle.com
  1* palantir
  1* panasonic_holdings_corporation = panasonic.com
  0.09 patchstack = patchstack.com
  0.5 prodsec@nozominetworks.com
  1* splunk.com
  1* github.com
  1* axis.com
  1* panasonic.com
  1* silabs.com
  1* proofpoint = proofpoint.com
  1* arista.com
  1* autodesk.com
  1* bosch.com
  1* fortinet.com
  0.86* hcl.com
  1* honeywell.com
  1* huawei.com
  1* lenovo.com
  1* moxa.com
  1* nvidia.com
  1* sick.de
  1* teamviewer.com
  1* ibm.com
  1* zte.com.cn
  0.8* redhat = redhat.com
  1* mattermost.com
  1* schneider = se.com
  0.33* secalert@redhat.com
  1* oracle.com
  1* blackberry.com
  0.83* citrix.com
  1* intel.com
  1* microsoft.com
  0.14 security-advisories@github.com
  0.75 security-alert@hpe.com
  1* netapp.com
  1* hitachivantara.com
  1* 1e.com
  1* apache.org
  1* atlassian.com
  1* devolutions.net
  1* dotcms.com
  0.75 security@eset.com
  1* grafana.com
  1* hashicorp.com
  0.67 security@huntr.dev
  1* joomla.org
  1* mozilla.org
  1* ni.com
  0.67 security@opentext.com
  1* openvpn.net
  1* otrs.com
  1* php.net
  0.67 security@pivotal.io
  0.75 security@salesforce.com
  1* synology.com
  1* vmware.com
  0.1 security@wordfence.com
  1* zoom.us
  1* avaya.com
  1* sick ag = sick.de
  1* splunk = splunk.com
  0.37 support@hackerone.com
  1* synology = synology.com
  0.22 talos = cisco.com
  0.33 talos-cna@cisco.com
  0.56* tenable = tenable.com
  1* toshiba
  0.63* trellix = trellix.com
  0.58* trellixpsirt@trellix.com
  0.33 twcert = cert.org.tw
  0.36 twcert@cert.org.tw
  1* unisoc
  1* vmware = vmware.com
  0.17 vuldb = vuldb.com
  0.83* kaspersky.com
  0.71* vulnreport@tenable.com
  0.19 vultures@jpcert.or.jp
  0.1 wordfence = wordfence.com
  0.4 wpscan = wpscan.com
  1* zabbix = zabbix.com
  0.21 zdi = trendmicro.com
  0.31 zdi-disclosures@trendmicro.com
  1* zoom = zoom.us
  1* zscaler = zscaler.com
  1* zte
`;

/** Assigners of CVE ids, learned by `fit-matching` from the vendors that their records name. */
export const ASSIGNERS: ReadonlyMap<string, AssignerRecord> = new Map(
  LINES.trim()
    .split('\n')
    .map((line): [string, AssignerRecord] => {
      const [written = '', domain] = line.trim().split(' = ');
      const [share = '', ...key] = written.split(' ');
      const record = { share: Number.parseFloat(share), isOwn: share.endsWith('*') };
      return [key.join(' '), domain === undefined ? record : { ...record, domain }];
    }),
);
