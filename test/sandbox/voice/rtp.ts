/** Audio on the wire: RTP, encrypted as `aead_aes256_gcm_rtpsize`, between one client and its voice server. */
import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";
import { u8, u16, u32 } from "./bytes.ts";

export const encryptionMode = "aead_aes256_gcm_rtpsize";

const opusPayload = 0x78;
const tagBytes = 16;
const counterBytes = 4;
/** One word of header extension: the audio level, as Discord's servers send with every packet. */
const extension = Buffer.from([0x10, 0x40, 0, 0]);

export interface RtpHeader {
	/** 0–65,535 */
	sequence: number;
	/** Samples at 48 kHz, 32 bits. */
	timestamp: number;
	ssrc: number;
}

/** `counter`: never the same twice for a key, up to 32 bits. */
export function sealRtp(key: KeyObject, counter: number, header: RtpHeader, payload: Buffer): Buffer {
	const plain = Buffer.concat([
		u8(0x90),
		u8(opusPayload),
		u16(header.sequence),
		u32(header.timestamp),
		u32(header.ssrc),
		Buffer.from([0xbe, 0xde]),
		u16(extension.length / 4),
	]);
	const suffix = u32(counter);
	const cipher = createCipheriv("aes-256-gcm", key, nonce(suffix)).setAAD(plain);
	return Buffer.concat([
		plain,
		cipher.update(extension),
		cipher.update(payload),
		cipher.final(),
		cipher.getAuthTag(),
		suffix,
	]);
}

/** The packet's header and what it carries. Throws when it is not encrypted with this key. */
export function openRtp(key: KeyObject, packet: Buffer): { header: RtpHeader; payload: Buffer } {
	const extended = (packet.readUInt8() & 0x10) !== 0;
	const plain = packet.subarray(0, extended ? 16 : 12);
	const end = packet.length - counterBytes;
	const decipher = createDecipheriv("aes-256-gcm", key, nonce(packet.subarray(end)))
		.setAAD(plain)
		.setAuthTag(packet.subarray(end - tagBytes, end));
	const body = decipher.update(packet.subarray(plain.length, end - tagBytes));
	const payload = Buffer.concat([body, decipher.final()]);
	return {
		header: {
			sequence: packet.readUInt16BE(2),
			timestamp: packet.readUInt32BE(4),
			ssrc: packet.readUInt32BE(8),
		},
		payload: extended ? payload.subarray(4 * plain.readUInt16BE(14)) : payload,
	};
}

function nonce(suffix: Buffer): Buffer {
	return Buffer.concat([suffix, Buffer.alloc(12 - counterBytes)]);
}
