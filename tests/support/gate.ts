/** A way to a server that can be shut and opened again, as a network or a restart of the server would. */
export interface Gate {
  readonly port: number;
  /** Cut every connection, and refuse new ones. */
  shut(): void;
  open(): void;
}

interface Pair {
  other: Bun.Socket<Pair> | null;
  /** What came before the other end was there, or while it did not take more. */
  readonly waiting: Uint8Array[];
}

/** Listens on a loopback port and hands everything on to another one. */
export function gateTo(target: number): Gate {
  const inside = new Set<Bun.Socket<Pair>>();
  let listener: Bun.TCPSocketListener<Pair> | null = null;
  let port = 0;
  const handlers = {
    data: ({ data }: Bun.Socket<Pair>, bytes: Uint8Array) => send(data, bytes),
    drain: ({ data }: Bun.Socket<Pair>) => {
      if (data.other !== null) flush(data.other);
    },
    close: (socket: Bun.Socket<Pair>) => {
      inside.delete(socket);
      socket.data.other?.end();
    },
    error: () => {},
  };
  const gate: Gate = {
    get port() {
      return port;
    },
    shut() {
      listener?.stop(true);
      listener = null;
      for (const socket of inside) socket.terminate();
      inside.clear();
    },
    open() {
      listener = Bun.listen<Pair>({
        hostname: "127.0.0.1",
        port,
        socket: {
          ...handlers,
          open: async (socket) => {
            socket.data = { other: null, waiting: [] };
            inside.add(socket);
            const other = await Bun.connect<Pair>({
              hostname: "127.0.0.1",
              port: target,
              data: { other: socket, waiting: [] },
              socket: handlers,
            });
            inside.add(other);
            socket.data.other = other;
            flush(socket);
          },
        },
      });
      port = listener.port;
    },
  };
  gate.open();
  return gate;
}

function send(from: Pair, bytes: Uint8Array): void {
  from.waiting.push(new Uint8Array(bytes));
  if (from.other !== null) pour(from);
}

/** The end that can take more again has another one, which may have something waiting. */
function flush(socket: Bun.Socket<Pair>): void {
  pour(socket.data);
}

function pour(from: Pair): void {
  while (from.other !== null && from.waiting.length > 0) {
    const bytes = from.waiting[0]!;
    const written = from.other.write(bytes);
    if (written < bytes.length) {
      from.waiting[0] = bytes.subarray(Math.max(0, written));
      return;
    }
    from.waiting.shift();
  }
}
