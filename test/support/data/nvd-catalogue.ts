/**
 * NVD's API 2.0 over a made-up catalogue in the real format, as a process of its own, so that what it costs is not
 * counted as the product's: `node test/support/data/nvd-catalogue.ts PORT RECORDS PAGE_SIZE REQUESTS_IN_30_S`.
 */
import { createServer, type ServerResponse } from 'node:http';

const [port = 0, records = 0, pageSize = 2_000, allowed = 50] = process.argv.slice(2).map(Number);
const WINDOW_MS = 30_000;
const recent: number[] = [];
let refused = 0;
let served = 0;

/** One record; its number says everything about it, so that two servers hold the same catalogue. */
function recordText(number: number): string {
  const maker = number % 4_001;
  const product = `product_${number % 9_973}`;
  const score = 2 + (number % 80) / 10;
  const severity = score >= 9 ? 'CRITICAL' : score >= 7 ? 'HIGH' : score >= 4 ? 'MEDIUM' : 'LOW';
  const day = new Date(Date.UTC(2010, 0, 1) + (number % 5_000) * 86_400_000).toISOString().slice(0, 23);
  const id = `CVE-${2010 + (number % 15)}-${10_000 + number}`;
  return `{"cve":{"id":"${id}","sourceIdentifier":"security@maker${maker}.example","published":"${day}","lastModified":"${day}","vulnStatus":"Analyzed","cveTags":[],"descriptions":[{"lang":"en","value":"A flaw in component ${number} of Maker ${maker} ${product} before 4.${number % 30} lets a remote attacker read files that they should not, by a crafted request to the management interface. Releases that are no longer supported are affected too."},{"lang":"es","value":"Una falla en el componente ${number} de ${product} permite a un atacante remoto leer archivos mediante una solicitud manipulada."}],"affected":[{"source":"security@maker${maker}.example","affectedData":[{"vendor":"Maker ${maker}","product":"${product}","defaultStatus":"unaffected","versions":[{"version":"4.0","lessThan":"4.${number % 30}","status":"affected","versionType":"semver"}]}]}],"metrics":{"cvssMetricV31":[{"source":"nvd@nist.gov","type":"Primary","cvssData":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N","baseScore":${score},"baseSeverity":"${severity}"},"exploitabilityScore":3.9,"impactScore":3.6}]},"weaknesses":[{"source":"nvd@nist.gov","type":"Primary","description":[{"lang":"en","value":"CWE-${20 + (number % 900)}"}]}],"configurations":[{"nodes":[{"operator":"OR","negate":false,"cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:maker_${maker}:${product}:*:*:*:*:*:*:*:*","versionStartIncluding":"4.0","versionEndExcluding":"4.${number % 30}","matchCriteriaId":"00000000-0000-4000-8000-${String(number).padStart(12, '0')}"},{"vulnerable":false,"criteria":"cpe:2.3:o:linux:linux_kernel:-:*:*:*:*:*:*:*","matchCriteriaId":"00000000-0000-4000-8000-000000000000"}]}]}],"references":[{"url":"https://maker${maker}.example/advisories/${number}","source":"security@maker${maker}.example","tags":["Vendor Advisory"]},{"url":"https://lists.example/${number}","source":"security@maker${maker}.example"}]}}`;
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

/** True when one request more is within what NVD allows in any 30 seconds. */
function mayPass(): boolean {
  const now = Date.now();
  while (recent.length > 0 && (recent[0] ?? now) <= now - WINDOW_MS) recent.shift();
  if (recent.length >= allowed) return false;
  recent.push(now);
  return true;
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/figures') {
    send(response, 200, JSON.stringify({ served, refused }));
    return;
  }
  if (!mayPass()) {
    refused += 1;
    response.writeHead(429, { 'content-type': 'text/html', 'retry-after': '5' });
    response.end('<html>Too many requests</html>');
    return;
  }
  served += 1;
  const start = Number(url.searchParams.get('startIndex') ?? 0);
  const size = Math.min(pageSize, Number(url.searchParams.get('resultsPerPage') ?? pageSize));
  // Nothing of the catalogue was changed lately.
  const total = url.searchParams.has('lastModStartDate') ? 0 : records;
  const items: string[] = [];
  for (let number = start; number < Math.min(total, start + size); number += 1)
    items.push(recordText(number));
  send(
    response,
    200,
    `{"resultsPerPage":${items.length},"startIndex":${start},"totalResults":${total},"format":"NVD_CVE","version":"2.0","timestamp":"${new Date().toISOString().slice(0, 23)}","vulnerabilities":[${items.join(',')}]}`,
  );
});
server.listen(port, '127.0.0.1');
