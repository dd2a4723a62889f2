import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

/** Where `npm run api` answers while the pages are served by `vite`. */
const API = `http://localhost:${process.env['PORT'] ?? '3000'}`;

export default defineConfig({
  root: import.meta.dirname,
  // The API serves what is packed here, and packs nothing of it at each request.
  plugins: [react(), compression({ algorithms: ['brotliCompress', 'gzip'], exclude: /\.(?:woff2|png)$/ })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Data URLs would need an exception in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': API } },
});
