/** A process that outlives nobody: it goes when we let go of it, or are gone. */
export interface Guard {
  /** Whether it has ended, by itself or because it was let go. */
  ended(): boolean;
  /** Let go, and wait until it has cleaned up. A second call does nothing. */
  release(): Promise<void>;
}

/**
 * A shell that reads its standard input to the end (`cat >/dev/null`) and then cleans up. The kernel closes our end of
 * it also when we are interrupted, crash or are killed, so there is one way to stop and no signal handler.
 */
export function guarded(
  script: string,
  args: readonly string[],
  options: { readonly detached?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): Guard {
  const { detached = false, env } = options;
  const guard = Bun.spawn(["sh", "-c", `trap "" INT TERM HUP; ${script}`, ...args], {
    detached,
    ...(env === undefined ? {} : { env: { ...env } }),
    stdin: "pipe",
    stdout: "ignore",
    stderr: "ignore",
    cwd: "/",
  });
  guard.unref();
  return {
    ended: () => guard.exitCode !== null,
    async release() {
      guard.ref();
      await guard.stdin.end();
      await guard.exited;
    },
  };
}
