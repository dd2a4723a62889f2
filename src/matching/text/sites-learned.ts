/** One line each: the share of records that name the vendor which most of them name, and the site they refer to. */
const LINES = `
  0.55 3ds.com
  0.5 altervista.org
  0.5 apple.com
  0.71 arubanetworks.com
  0.7 blackberry.com
  0.64 bosch.com
  0.56 br-automation.com
  0.53 broadcom.com
  0.67 chromium.org
  0.75 codesys.com
  0.67 coresecurity.com
  0.75 dahuasecurity.com
  0.67 divd.nl
  0.64 drupal.org
  0.71 f-secure.com
  0.75 facebook.com
  0.6 fluidattacks.com
  0.75 freebsd.org
  0.2 google.com
  0.5 grok.org.uk
  0.6 hcltechsw.com
  0.41 hpe.com
  0.6 huntress.com
  0.14 ibmcloud.com
  0.67 microfocus.com
  0.4 neohapsis.com
  0.41 netapp.com
  0.29 nintechnet.com
  0.46 notion.site
  0.5 nozominetworks.com
  0.5 rapid7.com
  0.35 redhat.com
  0.75 redtimmy.com
  0.5 rustsec.org
  0.6 salesforce.com
  0.4 sec-consult.com
  0.67 securify.nl
  0.33 securityreason.com
  0.75 sipera.com
  0.75 sysdream.com
  0.5 syss.de
  0.5 tenable.com
  0.69 trellix.com
  0.24 twcert.org.tw
  0.78 typo3.org
  0.75 vbulletin.com
  0.44 vde.com
  0.4 vicarius.io
  0.79 vmware.com
  0.6 whatsapp.com
  0.6 zoom.us
`;

/** Sites that publish of several vendors' products, learned by `fit-matching` from the records that refer to them. */
export const SITES: ReadonlyMap<string, number> = new Map(
  LINES.trim()
    .split('\n')
    .map((line): [string, number] => {
      const [share = '', domain = ''] = line.trim().split(' ');
      return [domain, Number(share)];
    }),
);
