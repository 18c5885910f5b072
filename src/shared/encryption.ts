import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
/** Bytes of a key. */
export const KEY = 32;
/** Bytes of a nonce, of a tag. */
const NONCE = 12;
const TAG = 16;
/** By how many bytes what is encrypted is longer. */
export const OVERHEAD = NONCE + TAG;

/** Nonce, ciphertext, tag (AES-256-GCM). `purpose` is bound to it: what was encrypted for one thing fits no other. */
export function encrypt(key: Buffer, purpose: string, plain: Buffer): Buffer {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(purpose));
	return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the key or the purpose is another, or it was changed */
export function decrypt(key: Buffer, purpose: string, sealed: Buffer): Buffer {
	const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE), { authTagLength: TAG });
	decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(sealed.length - TAG));
	return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

/** The same; undefined instead of an error: of a wrapped key nothing else can be wrong than that it does not fit. */
export function unwrap(key: Buffer, purpose: string, wrapped: Buffer): Buffer | undefined {
	try {
		return decrypt(key, purpose, wrapped);
	} catch (error) {
		if (error instanceof Error) return undefined;
		throw error;
	}
}
