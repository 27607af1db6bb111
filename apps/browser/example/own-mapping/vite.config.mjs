import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist/vite',
    lib: { entry: 'page.js', formats: ['iife'], name: 'page', fileName: () => 'page.js' },
  },
});
