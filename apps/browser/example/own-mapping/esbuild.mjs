import { build } from 'esbuild';

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['page.js'],
  bundle: true,
  minify: true,
  format: 'iife',
  outfile: 'dist/esbuild/page.js',
});
