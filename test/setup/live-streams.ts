/** An event of the alerts, streamed or polled. */
export interface Message {
  id: string;
  event: string;
  data: unknown;
}

export interface Stream {
  /** The next so many events. */
  take: (count: number) => Promise<Message[]>;
  close: () => Promise<void>;
}

/** Opens an event stream as a dashboard does; one that begins anew is ready once the server has said where it is. */
export async function openStream(address: string, key: string, lastEventId?: string): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(address, { signal: abort.signal, headers: { Authorization: `Bearer ${key}`, Accept: "text/event-stream", ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}) } });
  if (!response.headers.get("content-type")?.includes("text/event-stream")) throw new Error(`${address} answered ${response.status} and no stream`);
  const messages = messagesOf(response);
  const take = async (count: number) => {
    const taken: Message[] = [];
    while (taken.length < count) {
      const { value } = await messages.next();
      if (!value) throw new Error("the stream has ended");
      if (value.event) taken.push(value);
    }
    return taken;
  };
  if (!lastEventId) await messages.next();
  return { take, close: async () => abort.abort() };
}

async function* messagesOf(response: Response): AsyncGenerator<Message> {
  let buffered = "";
  const [reader, decoder] = [response.body?.getReader(), new TextDecoder()];
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    buffered += decoder.decode(part.value, { stream: true });
    const blocks = buffered.split("\n\n");
    buffered = blocks.pop() ?? "";
    for (const block of blocks.filter((each) => !each.startsWith(":"))) {
      const fields = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
      yield { id: fields.get("id") ?? "", event: fields.get("event") ?? "", data: JSON.parse(fields.get("data") ?? "null") };
    }
  }
}
