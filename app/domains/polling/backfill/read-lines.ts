/** One line of a file, and how many bytes the file has up to its end. */
export interface FileLine {
  text: string;
  end: number;
}

const newline = 0x0a;

/**
 * The lines of a download from a byte on, one at a time, however large it is. A server that does not know ranges sends all of it
 * again, and what was read is passed over. Throws when the download ends within a line.
 */
export async function* readLines(response: Response, from: number): AsyncGenerator<FileLine> {
  let position = response.status === 206 ? from : 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of chunksOf(response)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk);
    let start = 0;
    for (let end = bytes.indexOf(newline, start); end !== -1; end = bytes.indexOf(newline, start)) {
      position += end + 1 - start;
      if (position > from) yield { text: bytes.toString("utf8", start, end), end: position };
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) throw new Error("The download ended within a line.");
}

async function* chunksOf({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) yield read.value;
}
