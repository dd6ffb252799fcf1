import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * A Chromium that needs nothing installed: that of CHROMIUM_PATH, or the one inside @sparticuz/chromium, unpacked once under
 * node_modules with the fonts and system libraries that a bare machine lacks.
 */
export async function findChromium(): Promise<Chromium> {
  const given = process.env["CHROMIUM_PATH"];
  if (given) return { executablePath: given, env: {} };
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("Browser tests need a Chromium: set CHROMIUM_PATH to one.");

  const folder = join(root, "node_modules/.cache/chromium");
  if (!existsSync(folder)) await unpack(folder);
  const executablePath = join(folder, "chromium");
  const env: Record<string, string> = { FONTCONFIG_PATH: join(folder, "fonts") };
  if (lacksLibraries(executablePath)) env["LD_LIBRARY_PATH"] = join(folder, "al2023/lib");
  return { executablePath, env };
}

/** The fonts that came with it, and those of the machine for signs that they lack, such as ₹. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** The package unpacks into the temporary folder, and its libraries only where it takes the machine for a Lambda. */
async function unpack(folder: string): Promise<void> {
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const saved = { ...process.env };
  Object.assign(process.env, { TMPDIR: partial, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    writeFileSync(join(partial, "fonts/fonts.conf"), fontsConf);
  } finally {
    for (const name of ["TMPDIR", "AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
  }
  if (existsSync(folder)) rmSync(partial, { recursive: true });
  else renameSync(partial, folder);
}

function lacksLibraries(executable: string): boolean {
  return execFileSync("ldd", [executable], { encoding: "utf8" }).includes("not found");
}
