let timesFaster = 1;

/** Makes every wait before another attempt so many times shorter (RETRY_TIME_SCALE); in development nobody waits two hours for a failure. */
export function configureRetries(options: { timesFaster: number }): void {
  ({ timesFaster } = options);
}

/** A planned wait in seconds, as long as it is in this process. What another system asks for is not shortened. */
export function paced(seconds: number): number {
  return seconds / timesFaster;
}
