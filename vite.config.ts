import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/',
  plugins: [react()],
  // Our own server owns /api and serves dist/web; nothing else in the repository is public.
  publicDir: false,
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    // Offices run domestic shells on Chromium 94 and later.
    target: 'chrome94',
    cssTarget: 'chrome94',
    chunkSizeWarningLimit: 1_000,
    sourcemap: false,
  },
})
