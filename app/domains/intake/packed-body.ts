import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

const options = { params: { [constants.ZSTD_c_compressionLevel]: -3 } };

/** A body as it is stored: compressed here, since PostgreSQL's own compression is the slowest part of taking a webhook. */
export function packBody(body: Buffer): Buffer {
  return zstdCompressSync(body, options);
}

/** The bytes as they were received. */
export function unpackBody(packed: Buffer): Buffer {
  return zstdDecompressSync(packed);
}
