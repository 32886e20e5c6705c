import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  process.env.OPENCQO_BROWSER,
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser for the journeys: an installed one, else the one that comes as a package; both with our Chinese fonts. */
export async function launchBrowser(): Promise<Browser> {
  const fonts = await fontConfig()
  const found = installed.find((path) => path !== undefined && existsSync(path))
  if (found) {
    return chromium.launch({
      executablePath: found,
      args: quiet,
      env: { ...process.env, FONTCONFIG_FILE: fonts },
    })
  }
  const { executablePath, libraries } = await unpackedChromium()
  const env = {
    ...process.env,
    FONTCONFIG_FILE: fonts,
    LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  }
  return chromium.launch({ executablePath, args: [...quiet, '--headless=old', '--no-zygote'], env })
}

/** The package unpacks itself into the temporary folder; each user of the machine has his own. */
async function unpackedChromium(): Promise<{ executablePath: string; libraries: string }> {
  const folder = join(tmpdir(), `opencqo-browser-${process.getuid?.() ?? 0}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const shared = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium')
    const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
    const libraries = join(await inflate(join(bin, 'al2023.tar.br')), 'lib')
    return { executablePath: await packaged.executablePath(), libraries }
  } finally {
    if (shared === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = shared
  }
}

/** A fontconfig file that knows only the fonts of our packages. */
async function fontConfig(): Promise<string> {
  const folder = join(tmpdir(), `opencqo-fonts-${process.getuid?.() ?? 0}`)
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')))
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui']
  const aliases = families.map(
    (name) =>
      `<alias binding="strong"><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  )
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>
<cachedir>${folder}/cache</cachedir>${aliases.join('')}</fontconfig>`,
  )
  return file
}
