/** The way of packets from the voice servers to their clients: what is lost or spoilt on it, and that it is not overrun. */
import { readFileSync } from "node:fs";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { seeded } from "../../support/chance.ts";

export type Spoilt = "transport" | "endToEnd";

/** What a client was sent of one person. */
export interface Forwarded {
	packets: number;
	/** Of whole packets, headers included. */
	bytes: number;
	/** Lost on the way; not counted in `packets`. */
	lost: number;
	/** Sent a second time, out of order, or spoilt; counted in `packets`. */
	duplicated: number;
	reordered: number;
	spoilt: number;
}

export class Network {
	/** Shares of packets, 0–1, that are lost, sent twice, or sent behind their next one. */
	loss = 0;
	duplicates = 0;
	reordering = 0;
	/** True: no packet passes, either way. */
	down = false;
	#random = seeded(1);
	#spoil: { kind: Spoilt; left: number; userId: string | undefined } | null = null;
	/** client → person → what was sent. */
	readonly #forwarded = new Map<string, Map<string, Forwarded>>();
	/** Packets that wait for their next one, of a client and a person. */
	readonly #held = new Map<string, Buffer>();

	/** From now on the same packets meet the same fate as ever after this seed. */
	seed(seed: number): void {
		this.#random = seeded(seed);
	}

	/**
	 * The next packets (of the person, or of anybody) cannot be decrypted: as they came over the net, or end to end,
	 * which Discord's servers do not notice.
	 */
	spoil(packets: number, kind: Spoilt = "endToEnd", userId?: string): void {
		this.#spoil = { kind, left: packets, userId };
	}

	/** What the client was sent of the person. */
	forwarded(clientId: string, userId: string): Forwarded {
		const of = this.#forwarded.get(clientId) ?? new Map<string, Forwarded>();
		this.#forwarded.set(clientId, of);
		const known = of.get(userId);
		if (known) return known;
		const none = { packets: 0, bytes: 0, lost: 0, duplicated: 0, reordered: 0, spoilt: 0 };
		of.set(userId, none);
		return none;
	}

	/** How the next packet of the person is to be spoilt, if it is. */
	takeSpoilt(userId: string): Spoilt | null {
		const spoil = this.#spoil;
		if (!spoil || spoil.left === 0 || (spoil.userId !== undefined && spoil.userId !== userId)) return null;
		spoil.left -= 1;
		return spoil.kind;
	}

	/** Which packets leave for the client, now that this one is to be sent. */
	pass(clientId: string, userId: string, packet: Buffer): Buffer[] {
		const count = this.forwarded(clientId, userId);
		if (this.down || this.#happens(this.loss)) {
			count.lost += 1;
			return [];
		}
		const way = `${clientId} ${userId}`;
		const held = this.#held.get(way);
		this.#held.delete(way);
		if (!held && this.#happens(this.reordering)) {
			this.#held.set(way, packet);
			return [];
		}
		const leaving = [packet];
		if (held) {
			count.reordered += 1;
			leaving.push(held);
		}
		if (this.#happens(this.duplicates)) {
			count.duplicated += 1;
			leaving.push(packet);
		}
		for (const each of leaving) {
			count.packets += 1;
			count.bytes += each.length;
		}
		return leaving;
	}

	#happens(share: number): boolean {
		return share > 0 && this.#random() < share;
	}
}

/**
 * Resolves when the sockets at these ports of this machine have taken every packet that was sent to them. The kernel
 * throws away what a socket has no room for, which would be a loss that nobody asked for.
 */
export async function taken(ports: ReadonlySet<number>): Promise<void> {
	do await nextTurn();
	while (await waiting(ports));
}

async function waiting(ports: ReadonlySet<number>): Promise<boolean> {
	if (ports.size === 0) return false;
	if (process.platform !== "linux") {
		// Nothing tells how full a socket is: slowly then.
		await wait(1);
		return false;
	}
	for (const line of readFileSync("/proc/net/udp", "latin1").split("\n")) {
		const [, local = "", , , queues = ""] = line.trim().split(/\s+/);
		if (!ports.has(Number.parseInt(local.split(":")[1] ?? "", 16))) continue;
		if (Number.parseInt(queues.split(":")[1] ?? "", 16) > 0) return true;
	}
	return false;
}
