import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      '.vigil',
      'test/replay/histories',
      'web/dist',
      'web/src/lib/api/schema.d.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `const { left_out: _, ...rest }` says what is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    // Tests over HTTP read whatever the API shows; the bodies' types are the compiler's business elsewhere.
    files: ['test/{integration,faults,kills,browser}/**/*.ts'],
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'call', 'return', 'argument'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  { files: ['web/**/*.{ts,tsx}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['src/**', 'workflows/**', 'activities/**', 'api/**', 'web/**'],
    rules: {
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}', 'src/**'],
    rules: { 'max-lines': ['error', 250] },
  },
  {
    files: ['**/*.{ts,tsx}', 'src/**'],
    ignores: ['test/**'],
    rules: { 'max-lines-per-function': ['error', 60] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
