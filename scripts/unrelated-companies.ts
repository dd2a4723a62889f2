/** `node scripts/unrelated-companies.ts COUNT [SEED]`: a register of made-up companies on stdout, as JSON. */
import { unrelatedCompanies } from '../test/support/data/unrelated-companies.ts';

const [count = '1000', seed = '2'] = process.argv.slice(2);
const rows = unrelatedCompanies(Number(count), Number(seed)).map(({ products, ...row }) => ({
  ...row,
  products: products.map(({ name }) => name),
}));
process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
