/** A name under which sources still write of a company that bears another one, and where that is written. */
export interface KnownName {
  /** The company that makes or owns it today, as registers write it, without legal form. */
  owner: string;
  /** The name that sources use. */
  name: string;
  relation: 'acquired' | 'brand' | 'renamed';
  /** Year from which it holds; null for a brand that was always its own. */
  since: number | null;
  /** Where that is written: a public page. */
  source: string;
}

type Row = Omit<KnownName, 'owner'>;

/** A page's address, given whole or as the title of an article of the English Wikipedia. */
const page = (at: string): string =>
  at.startsWith('https://') ? at : `https://en.wikipedia.org/wiki/${at.replaceAll(' ', '_')}`;

const acquired = (name: string, since: number, at = name): Row => ({
  name,
  relation: 'acquired',
  since,
  source: page(at),
});
const renamed = (name: string, since: number, at = name): Row => ({
  ...acquired(name, since, at),
  relation: 'renamed',
});
const brand = (name: string, since: number | null, at = name): Row => ({
  name,
  relation: 'brand',
  since,
  source: page(at),
});
const of = (owner: string, ...rows: Row[]): KnownName[] => rows.map((row) => ({ owner, ...row }));

/** By owner. Where a company was sold on, the year is that in which it came to the owner of today. */
export const KNOWN_NAMES: readonly KnownName[] = [
  of(
    'ABB',
    acquired(
      'B&R Industrial Automation',
      2017,
      'https://rcrwireless.com/20180409/internet-of-things/abb-invests-100m-in-industrial-automation-tag40',
    ),
  ),
  of('Abbott', acquired('St. Jude Medical', 2017)),
  of('Adobe', acquired('Magento', 2018)),
  of('Akamai', acquired('Linode', 2022)),
  of('AMD', acquired('Xilinx', 2022)),
  of('ASSA ABLOY', acquired('HID Global', 2000)),
  of(
    'Atlassian',
    acquired('Bitbucket', 2010),
    brand('Jira', null, 'Jira (software)'),
    acquired('Trello', 2017),
  ),
  of('Automattic', acquired('Tumblr', 2019), acquired('WooCommerce', 2015)),
  of('AVEVA', acquired('OSIsoft', 2021), acquired('Wonderware', 2018)),
  of('Baxter', acquired('Hillrom', 2021, 'Hill-Rom'), acquired('Welch Allyn', 2021)),
  of(
    'Becton Dickinson',
    brand('Alaris', 2015, 'CareFusion'),
    acquired('CareFusion', 2015),
    brand('Pyxis', 2015, 'CareFusion'),
  ),
  of('Bending Spoons', acquired('Evernote', 2023), acquired('Vimeo', 2025), acquired('WeTransfer', 2024)),
  of('BeyondTrust', renamed('Bomgar', 2018, 'BeyondTrust')),
  of(
    'Broadcom',
    acquired('Blue Coat Systems', 2019),
    acquired('Brocade', 2017, 'Brocade Communications Systems'),
    acquired('CA Technologies', 2018),
    acquired('Pivotal Software', 2023),
    acquired('Symantec', 2019, 'Gen Digital'),
    acquired('VMware', 2023),
  ),
  of('Canon', acquired('Axis Communications', 2015)),
  of('Check Point', acquired('ZoneAlarm', 2004)),
  of(
    'Cisco',
    acquired('AppDynamics', 2017),
    brand('ClamAV', 2013),
    acquired('Duo Security', 2018),
    acquired('IronPort', 2007),
    acquired('Meraki', 2012, 'Cisco Meraki'),
    acquired('Splunk', 2024),
    acquired('ThousandEyes', 2020),
    acquired('Webex', 2007),
  ),
  of(
    'Cloud Software Group',
    acquired('Citrix', 2022, 'Cloud Software Group'),
    brand('NetScaler', 2022, 'Cloud Software Group'),
    acquired('TIBCO', 2022, 'Cloud Software Group'),
    brand('XenServer', 2022, 'Cloud Software Group'),
  ),
  of(
    'ConnectWise',
    brand(
      'ScreenConnect',
      2015,
      'https://www.cyber.gc.ca/en/alerts-advisories/vulnerabilities-impacting-connectwise-screenconnect',
    ),
  ),
  of('Dayforce', renamed('Ceridian', 2024)),
  of(
    'Delinea',
    renamed('Centrify', 2022, 'https://www.1kosmos.com/platform/resources/integrations/centrify'),
    renamed(
      'Thycotic',
      2022,
      'https://surecloud.gitbook.io/surecloud-docs/integrations/ccm-and-evidence-collection-integrations/delinea',
    ),
  ),
  of('Dell', acquired('EMC Corporation', 2016, 'Dell EMC')),
  of('Eaton', acquired('Tripp Lite', 2021)),
  of('Elastic', renamed('Elasticsearch', 2015, 'Elastic NV')),
  of('Emerson', acquired('AspenTech', 2025), acquired('National Instruments', 2023)),
  of('Ericsson', acquired('Cradlepoint', 2020, 'Ericsson')),
  of('F5', acquired('NGINX', 2019, 'Nginx')),
  of(
    'Fortra',
    acquired('Globalscape', 2020, 'Fortra'),
    brand('GoAnywhere', 2016, 'Fortra'),
    renamed('HelpSystems', 2022, 'Fortra'),
    acquired('Tripwire', 2022, 'https://www.fortra.com/legal/tripwire-managed-services-schedule'),
  ),
  of(
    'Gen Digital',
    acquired('Avast', 2022),
    acquired('AVG Technologies', 2022),
    acquired('Avira', 2021),
    brand('CCleaner', 2022),
    acquired('LifeLock', 2017),
    renamed('NortonLifeLock', 2022, 'Gen Digital'),
    acquired('Piriform', 2022, 'CCleaner'),
  ),
  of('Google', acquired('Mandiant', 2022)),
  of('GoTo', renamed('LogMeIn', 2022)),
  of(
    'Hewlett Packard Enterprise',
    acquired('Aruba Networks', 2015),
    brand('HPE', null, 'Hewlett Packard Enterprise'),
    acquired('Juniper Networks', 2025),
  ),
  of('Hitachi Energy', renamed('Hitachi ABB Power Grids', 2021, 'Hitachi Energy')),
  of('HP', acquired('Plantronics', 2022), acquired('Polycom', 2022)),
  of('Hyland', acquired('Alfresco', 2020, 'Alfresco Software')),
  of(
    'IBM',
    acquired(
      'Confluent',
      2026,
      'https://machineherald-io.pages.dev/article/2026-03/30-ibm-closes-11-billion-confluent-acquisition-absorbing-apache-kafkas-commercial-steward-into-its-ai-data-stack',
    ),
    acquired('HashiCorp', 2025),
    acquired('Red Hat', 2019),
  ),
  of('ICU Medical', acquired('Smiths Medical', 2022, 'ICU Medical')),
  of('Infineon', acquired('Cypress Semiconductor', 2020)),
  of('Intuit', acquired('Mailchimp', 2021), brand('QuickBooks', null)),
  of(
    'Ivanti',
    acquired('Cherwell', 2021, 'Ivanti'),
    renamed('LANDESK', 2017, 'Ivanti'),
    acquired('MobileIron', 2020, 'Ivanti'),
    acquired('Pulse Secure', 2020, 'Ivanti'),
  ),
  of(
    'Johnson Controls',
    acquired('Exacq Technologies', 2016, 'https://www.us-cert.gov/ics/advisories/ICSA-21-357-02'),
    acquired('Sensormatic', 2016),
    acquired('Tyco International', 2016),
  ),
  of('Kaseya', acquired('Datto', 2022, 'Kaseya'), acquired('Unitrends', 2018, 'Kaseya')),
  of('Kiteworks', renamed('Accellion', 2021)),
  of('Lenovo', acquired('Motorola Mobility', 2014)),
  of('Lumen', renamed('CenturyLink', 2020, 'Lumen Technologies')),
  of(
    'Meta',
    renamed('Facebook', 2021, 'Meta Platforms'),
    acquired('Instagram', 2012),
    acquired('WhatsApp', 2014),
  ),
  of(
    'Microsoft',
    acquired('GitHub', 2018),
    acquired('LinkedIn', 2016),
    acquired('Nuance Communications', 2022),
    acquired('Skype', 2011),
  ),
  of('Mimecast', acquired('Code42', 2024)),
  of('Mitel', acquired('ShoreTel', 2017)),
  of('Motorola Solutions', acquired('Avigilon', 2018), acquired('Pelco', 2020)),
  of('NETGEAR', brand('ReadyNAS', 2007, 'Netgear')),
  of('Nokia', acquired('Infinera', 2025)),
  of('Nvidia', acquired('Mellanox', 2020, 'Mellanox Technologies')),
  of('NXP', acquired('Freescale', 2015, 'Freescale Semiconductor')),
  of('Okta', acquired('Auth0', 2021)),
  of('One Identity', acquired('OneLogin', 2021)),
  of(
    'OpenText',
    acquired('Carbonite', 2019, 'OpenText'),
    acquired('Documentum', 2017),
    acquired('Micro Focus', 2023),
    acquired('NetIQ', 2023),
    acquired('Novell', 2023),
    acquired('Webroot', 2019),
    acquired('Zix', 2021, 'OpenText'),
  ),
  of(
    'Oracle',
    acquired('Cerner', 2022),
    acquired('JD Edwards', 2005),
    acquired('Micros Systems', 2014),
    acquired('MySQL', 2010),
    acquired('NetSuite', 2016),
    acquired('PeopleSoft', 2005),
    acquired('Sun Microsystems', 2010),
    brand('VirtualBox', 2010),
    brand('WebLogic', 2008, 'Oracle WebLogic Server'),
  ),
  of('Palo Alto Networks', acquired('CyberArk', 2026)),
  of('Philips', acquired('Respironics', 2008, 'Philips')),
  of('Ping Identity', acquired('ForgeRock', 2023)),
  of(
    'Progress',
    acquired('Chef Software', 2020, 'Progress Software'),
    acquired('Ipswitch', 2019, 'Progress Software'),
    acquired('Kemp Technologies', 2021, 'Progress Software'),
    acquired('MarkLogic', 2023),
    brand('MOVEit', 2019),
    acquired('ShareFile', 2024, 'Progress Software'),
    acquired('Telerik', 2014),
    brand('WhatsUp Gold', 2019, 'Progress Software'),
    brand('WS_FTP', 2019),
  ),
  of('Qualcomm', acquired('Atheros', 2011, 'Qualcomm Atheros')),
  of('Quest Software', brand('KACE', 2016, 'Quest Software')),
  of('Rockwell Automation', acquired('Allen-Bradley', 1985), acquired('Plex Systems', 2021)),
  of(
    'Salesforce',
    acquired('Heroku', 2010),
    acquired('Informatica', 2025),
    acquired('MuleSoft', 2018),
    acquired('Slack Technologies', 2021),
    acquired('Tableau', 2019, 'Tableau Software'),
  ),
  of(
    'SAP',
    acquired('Ariba', 2012, 'SAP Ariba'),
    acquired('BusinessObjects', 2008),
    acquired('Concur Technologies', 2014, 'SAP Concur'),
    acquired('SuccessFactors', 2012, 'SAP SuccessFactors'),
    acquired('Sybase', 2010),
  ),
  of(
    'Schneider Electric',
    acquired('American Power Conversion', 2007, 'APC by Schneider Electric'),
    acquired('AVEVA', 2023, 'Aveva'),
  ),
  of('Siemens', acquired('Mentor Graphics', 2017)),
  of('SolarWinds', acquired('DameWare', 2011, 'SolarWinds'), brand('Serv-U', 2012, 'SolarWinds')),
  of('Sophos', acquired('Astaro', 2011), acquired('Cyberoam', 2014), acquired('Secureworks', 2025)),
  of('Synacor', acquired('Zimbra', 2015)),
  of('Thales', acquired('Gemalto', 2019), acquired('Imperva', 2023)),
  of(
    'TP-Link',
    brand('Kasa Smart', null, 'https://home-assistant.io/integrations/tplink/'),
    brand('Tapo', null, 'https://home-assistant.io/integrations/tplink/'),
  ),
  of('Trellix', renamed('FireEye', 2022, 'Trellix'), renamed('McAfee Enterprise', 2022, 'Trellix')),
  of('Tungsten Automation', renamed('Kofax', 2024)),
  of('Twilio', acquired('Authy', 2015, 'Twilio'), acquired('SendGrid', 2019)),
  of('Ubiquiti', brand('UniFi', null, 'Ubiquiti')),
  of('UnitedHealth Group', acquired('Change Healthcare', 2022), brand('Optum', 2011)),
  of('Vertiv', renamed('Emerson Network Power', 2016, 'Vertiv')),
  of('X Corp', renamed('Twitter', 2023)),
  of('Xerox', acquired('Lexmark', 2025)),
  of(
    'Zoho',
    renamed('AdventNet', 2009, 'Zoho Corporation'),
    brand('ManageEngine', null, 'https://github.com/ManageEngine'),
  ),
].flat();
