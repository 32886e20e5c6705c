/** Bytes of the public part, of the sealed part and of a whole file at most; what is larger is not read. */
export const COVER_LIMIT = 8 * 1024 * 1024
export const SEALED_LIMIT = 64 * 1024 * 1024
export const FILE_LIMIT = 50 + COVER_LIMIT + SEALED_LIMIT + 64
