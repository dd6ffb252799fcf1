const endings: (() => unknown)[] = [];

/** Has something done when the test file has ended. Unlike `afterAll`, which vitest forgets once tests or their hooks run, it may be asked for at any time. */
export function atEndOfFile(end: () => unknown): void {
  endings.push(end);
}

/** Does all of it, what was begun last first, and then throws what went wrong first. */
export async function endFile(): Promise<void> {
  const failures: unknown[] = [];
  for (let end = endings.pop(); end; end = endings.pop()) {
    try {
      await end();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
