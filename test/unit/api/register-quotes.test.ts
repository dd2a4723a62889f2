/** What spreadsheets add to a CSV file, and what hands leave in it. */
import { describe, expect, test } from '@jest/globals';
import { parseRegister } from '../../../src/services/register/parse-register.ts';

describe('a register as CSV', () => {
  const named = (text: string) => {
    const { rows, faults } = parseRegister(text, 'csv');
    return {
      names: rows.map(({ row, vendor }) => `${row} ${vendor.name}`),
      faults: faults.map(({ row }) => row),
    };
  };

  test.each([
    ['sep=;\r\n', ';'],
    ['\uFEFFsep=;\n', ';'],
    ['"sep=|"\r\n', '|'],
    ['SEP=\t\n', '\t'],
    ['sep=,,\n', ','],
  ])('with the first line %j is read by that separator', (line, separator) => {
    const text = `${line}name${separator}website\nAlpha, Beta; and Co${separator}a.example\n`;
    expect(named(separator === ',' ? text.replace('Alpha, ', 'Alpha ') : text).names).toHaveLength(1);
    expect(
      parseRegister(`${line}name${separator}website\nA${separator}a.example\n`, 'csv').rows[0]?.vendor,
    ).toMatchObject({
      name: 'A',
      website: 'a.example',
    });
  });

  test.each<[string, string[], number[]]>([
    ['19" Rack GmbH,r.example\nBeta,b.example\n', ['2 19" Rack GmbH', '3 Beta'], []],
    ['"Alpha" GmbH,a.example\nBeta,b.example\n', ['3 Beta'], [2]],
    ['"Alpha,a.example\nBeta,b.example\nGamma,c.example\n', ['3 Beta', '4 Gamma'], [2]],
    ['"Alpha,a.example\r\n"Beta, Inc.", "b.example"\r\nGamma,"c.example\r\n', ['3 Beta, Inc.'], [2, 4]],
    ['Alpha,a.example\n"Be""t""a","b\nb.example"\n\n"Gamma"x","c.example"', ['2 Alpha', '3 Be"t"a'], [5]],
  ])('%j loses no row but those whose own quotation marks are stray', (rows, names, faults) => {
    expect(named(`name,aliases\n${rows}`)).toEqual({ names, faults });
  });

  test('of thousands of stray quotation marks is read, and each is told', () => {
    const { names, faults } = named(`name,aliases\n${'"x" y\n'.repeat(4_000)}`);
    expect([names.length, faults.length]).toEqual([0, 4_000]);
    for (const row of ['"x,y\n', '"""x\n', '"",""\n', 'a,"\n', '" \n'])
      expect(() => named(`name,aliases\n${row.repeat(4_000)}`)).not.toThrow();
  });

  test('each of whose lines opens a quotation mark that the next one closes is refused, and soon', () => {
    expect(() => named(`name,aliases\n${'x","\n'.repeat(50_000)}`)).toThrow('do not close');
  });
});
