/**
 * The part of MLS (RFC 9420) that a delivery service for Discord's end-to-end encryption speaks: it proposes who is
 * added and removed as the group's external sender, and reads commits and welcomes without any key of the group.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { Reader, u8, u16, u32, u64, vector } from "./bytes.ts";

const version = 1;
/** DHKEMP256_AES128GCM_SHA256_P256, the only one of DAVE's version 1. */
const ciphersuite = 2;
const publicMessage = 1;
const externalSender = 2;
const proposalContent = 2;
const commitContent = 3;
const addProposal = 1;
const removeProposal = 3;
const basicCredential = 1;

export interface Proposal {
	/** The whole MLSMessage. */
	message: Buffer;
	/** Hash by which a commit names it. */
	ref: Buffer;
}

/** What can be read of a commit from outside. */
export interface Commit {
	/** The whole MLSMessage. */
	message: Buffer;
	epoch: bigint;
	committer: number;
	/** References of the proposals in it, hexadecimal, in their order; null when it holds a proposal itself. */
	refs: string[] | null;
	/** The Welcome that came behind it, if one did. */
	welcome: Buffer | null;
}

function hashed(label: string, value: Buffer): Buffer {
	return createHash("sha256")
		.update(vector(Buffer.from(label)))
		.update(vector(value))
		.digest();
}

export class ExternalSender {
	readonly #groupId: Buffer;
	readonly #privateKey: KeyObject;
	/** ExternalSender as opcode 25 carries it. */
	readonly package: Buffer;

	constructor(groupId: string) {
		this.#groupId = u64(BigInt(groupId));
		const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
		this.#privateKey = privateKey;
		const point = publicKey.export({ format: "der", type: "spki" }).subarray(-65);
		this.package = Buffer.concat([vector(point), u16(basicCredential), vector(Buffer.from("local Discord"))]);
	}

	/** Proposes to add the owner of the key package. */
	add(epoch: bigint, keyPackage: Buffer): Proposal {
		return this.#propose(epoch, Buffer.concat([u16(addProposal), keyPackage]));
	}

	/** Proposes to remove the member at the leaf. */
	remove(epoch: bigint, leaf: number): Proposal {
		return this.#propose(epoch, Buffer.concat([u16(removeProposal), u32(leaf)]));
	}

	#propose(epoch: bigint, proposal: Buffer): Proposal {
		const content = Buffer.concat([
			vector(this.#groupId),
			u64(epoch),
			u8(externalSender),
			u32(0),
			vector(),
			u8(proposalContent),
			proposal,
		]);
		const signed = Buffer.concat([u16(version), u16(publicMessage), content]);
		const toSign = Buffer.concat([vector(Buffer.from("MLS 1.0 FramedContentTBS")), vector(signed)]);
		const authentic = Buffer.concat([content, vector(sign("sha256", toSign, this.#privateKey))]);
		return {
			message: Buffer.concat([u16(version), u16(publicMessage), authentic]),
			ref: hashed("MLS 1.0 Proposal Reference", Buffer.concat([u16(publicMessage), authentic])),
		};
	}
}

/** Whose key package it is, and under which reference a welcome names it. Throws when it is not one of DAVE's. */
export function readKeyPackage(bytes: Buffer): { userId: string; ref: string } {
	const reader = new Reader(bytes);
	if (reader.u16() !== version || reader.u16() !== ciphersuite)
		throw new Error("Wrong version or ciphersuite");
	reader.vector();
	const { identity, lifetime } = readLeaf(reader);
	reader.vector();
	reader.vector();
	if (!reader.done) throw new Error("There is something behind the key package");
	if (lifetime?.from !== 0n || lifetime.to !== 2n ** 64n - 1n)
		throw new Error("Its lifetime must be endless");
	const userId = identity.readBigUInt64BE().toString();
	return { userId, ref: hashed("MLS 1.0 KeyPackage Reference", bytes).toString("hex") };
}

/** A leaf node: who, and for how long when it is of a key package. */
function readLeaf(reader: Reader): { identity: Buffer; lifetime: { from: bigint; to: bigint } | null } {
	reader.vector();
	reader.vector();
	if (reader.u16() !== basicCredential) throw new Error("Not a basic credential");
	const identity = reader.vector();
	for (let capability = 0; capability < 5; capability++) reader.vector();
	const source = reader.u8();
	const lifetime = source === 1 ? { from: reader.u64(), to: reader.u64() } : null;
	if (source === 3) reader.vector();
	reader.vector();
	reader.vector();
	return { identity, lifetime };
}

/** Reads what opcode 28 carries. Throws when it is not a commit of a member in plain sight. */
export function readCommit(bytes: Buffer): Commit {
	const reader = new Reader(bytes);
	if (reader.u16() !== version || reader.u16() !== publicMessage) throw new Error("Not a public message");
	reader.vector();
	const epoch = reader.u64();
	if (reader.u8() !== 1) throw new Error("Not from a member");
	const committer = reader.u32();
	reader.vector();
	if (reader.u8() !== commitContent) throw new Error("Not a commit");
	const refs = readRefs(new Reader(reader.vector()));
	if (reader.u8() === 1) {
		readLeaf(reader);
		reader.vector();
	}
	// Signature, confirmation tag and membership tag.
	for (let each = 0; each < 3; each++) reader.vector();
	const welcome = reader.done ? null : bytes.subarray(reader.at);
	return { message: reader.since(0), epoch, committer, refs, welcome };
}

function readRefs(list: Reader): string[] | null {
	const refs: string[] = [];
	while (!list.done) {
		if (list.u8() !== 2) return null;
		refs.push(list.vector().toString("hex"));
	}
	return refs;
}

/** The welcome with only the secrets of whose key package it is; null when there are none for it. */
export function welcomeFor(welcome: Buffer, keyPackageRef: string): Buffer | null {
	const reader = new Reader(welcome);
	const suite = reader.u16();
	const secrets = new Reader(reader.vector());
	const groupInfo = reader.vector();
	while (!secrets.done) {
		const from = secrets.at;
		const owner = secrets.vector().toString("hex");
		secrets.vector();
		secrets.vector();
		if (owner === keyPackageRef)
			return Buffer.concat([u16(suite), vector(secrets.since(from)), vector(groupInfo)]);
	}
	return null;
}
