/**
 * The voice gateway as delivery service of one call's encryption group (DAVE version 1): who is to be added and
 * removed, which commit wins, and when everybody begins to use the new keys.
 */
import { VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import { u8, u16, vector } from "./bytes.ts";
import { type Commit, ExternalSender, type Proposal, readCommit, readKeyPackage, welcomeFor } from "./mls.ts";

/** The only version of DAVE there is. */
export const daveVersion = 1;

/** Somebody whom the group's messages reach: a client over its WebSocket, or a person in this process. */
export interface GroupMember {
	readonly userId: string;
	/** Whether an answer can be expected from it now. */
	readonly reachable: boolean;
	sendBinary(op: Op, payload: Buffer): void;
	sendJson(op: Op, d: unknown): void;
}

interface Change extends Proposal {
	kind: "add" | "remove";
	userId: string;
	/** Whom it has been sent to. */
	told: Set<string>;
}

interface Transition {
	id: number;
	unready: Set<string>;
	timer: NodeJS.Timeout;
}

/** Real milliseconds after which a transition is executed even if somebody has not said to be ready. */
const patience = 2_000;

export class Group {
	/** How many commits were not the one that was taken; harmless, as all members commit and one wins. */
	unused = 0;
	readonly #sender: ExternalSender;
	readonly #members = new Map<string, GroupMember>();
	/** Of those who wait to be added. */
	readonly #keyPackages = new Map<string, { bytes: Buffer; ref: string }>();
	/** Whose leaf it is; null is a blank one. Empty: there is no established group. */
	#leaves: (string | null)[] = [];
	#epoch = 0n;
	#changes: Change[] = [];
	#transition: Transition | null = null;
	#lastTransition = 0;
	/** Commits that came while messages were being sent. */
	#inbox: { userId: string; bytes: Buffer }[] = [];
	#sending = false;

	constructor(channelId: string) {
		this.#sender = new ExternalSender(channelId);
	}

	/** Whose leaves there are: those who can decrypt. */
	get users(): string[] {
		return this.#leaves.filter((userId) => userId !== null);
	}

	/** Whether nothing is being changed, apart from what waits for somebody who cannot be reached. */
	get settled(): boolean {
		const waiting = this.#transition?.unready ?? new Set<string>();
		const reachable = [...this.#members.values()].filter((member) => member.reachable);
		if (this.#transition) return !reachable.some(({ userId }) => waiting.has(userId));
		const alone = this.#members.size < 2;
		return alone || reachable.every(({ userId }) => this.#leaves.includes(userId));
	}

	join(member: GroupMember): void {
		this.#members.set(member.userId, member);
		member.sendBinary(Op.DaveMlsExternalSender, this.#sender.package);
		this.#settle();
	}

	leave(userId: string): void {
		this.#members.delete(userId);
		this.#keyPackages.delete(userId);
		this.#isReady(userId);
		this.#settle();
	}

	/** Opcode 26. Throws when the key package is not one of this member's. */
	keyPackage(userId: string, bytes: Buffer): void {
		const { userId: owner, ref } = readKeyPackage(bytes);
		if (owner !== userId) throw new Error("A key package of somebody else");
		this.#revoke((change) => change.kind === "add" && change.userId === userId);
		this.#keyPackages.set(userId, { bytes, ref });
		this.#settle();
	}

	/** Opcode 28. The first valid commit of an epoch is taken, the others are not. */
	commit(userId: string, bytes: Buffer): void {
		this.#inbox.push({ userId, bytes });
		if (!this.#sending) this.#readInbox();
	}

	/** Opcode 23. */
	ready(userId: string, transitionId: number): void {
		if (transitionId === this.#transition?.id) this.#isReady(userId);
	}

	/** Opcode 31: could not follow. The member's new key package, which comes next, has it removed and added again. */
	lost(userId: string): void {
		this.#isReady(userId);
	}

	/** Forgets timers. */
	close(): void {
		clearTimeout(this.#transition?.timer);
		this.#members.clear();
	}

	/** Proposes what is to be changed, unless a change is on its way. */
	#settle(): void {
		if (this.#transition) return;
		this.#resetWhenAlone();
		this.#revoke(({ kind, userId }) => kind === "add" && !this.#members.has(userId));
		const proposed = (kind: Change["kind"], who: string) =>
			this.#changes.some((change) => change.kind === kind && change.userId === who);
		for (const [leaf, userId] of this.#leaves.entries()) {
			if (userId === null || proposed("remove", userId)) continue;
			if (this.#members.has(userId) && !this.#keyPackages.has(userId)) continue;
			const proposal = this.#sender.remove(this.#epoch, leaf);
			this.#changes.push({ ...proposal, kind: "remove", userId, told: new Set() });
		}
		for (const [userId, { bytes }] of this.#keyPackages) {
			if (proposed("add", userId)) continue;
			const proposal = this.#sender.add(this.#epoch, bytes);
			this.#changes.push({ ...proposal, kind: "add", userId, told: new Set() });
		}
		this.#send(() => this.#tellChanges());
	}

	/** Who takes part in changing the group: its members, or all that wait while there is none. */
	#holders(): GroupMember[] {
		const ids = this.#leaves.length > 0 ? this.users : [...this.#keyPackages.keys()];
		const removed = new Set(
			this.#changes.filter(({ kind }) => kind === "remove").map(({ userId }) => userId),
		);
		return ids
			.filter((userId) => !removed.has(userId))
			.map((userId) => this.#members.get(userId))
			.filter((member) => member !== undefined);
	}

	/** What a member is to commit: everything, but nobody adds themself to a group of their own. */
	#changesFor(userId: string): Change[] {
		if (this.#leaves.length > 0) return this.#changes;
		return this.#changes.filter((change) => change.userId !== userId);
	}

	#tellChanges(): void {
		for (const member of this.#holders()) {
			const news = this.#changesFor(member.userId).filter(({ told }) => !told.has(member.userId));
			if (news.length === 0) continue;
			for (const { told } of news) told.add(member.userId);
			const messages = vector(...news.map(({ message }) => message));
			member.sendBinary(Op.DaveMlsProposals, Buffer.concat([u8(0), messages]));
		}
	}

	/** Takes proposals back that are on their way. */
	#revoke(which: (change: Change) => boolean): void {
		const gone = this.#changes.filter(which);
		if (gone.length === 0) return;
		this.#changes = this.#changes.filter((change) => !gone.includes(change));
		this.#send(() => {
			for (const member of this.#members.values()) {
				const known = gone.filter(({ told }) => told.has(member.userId));
				if (known.length === 0) continue;
				const refs = vector(...known.map(({ ref }) => vector(ref)));
				member.sendBinary(Op.DaveMlsProposals, Buffer.concat([u8(1), refs]));
			}
		});
	}

	/** Sends to several; what they commit in answer is read when all have been sent to. */
	#send(messages: () => void): void {
		const outermost = !this.#sending;
		this.#sending = true;
		messages();
		if (!outermost) return;
		this.#sending = false;
		this.#readInbox();
	}

	#readInbox(): void {
		for (let next = this.#inbox.shift(); next; next = this.#inbox.shift()) {
			const commit = readCommit(next.bytes);
			if (this.#valid(next.userId, commit)) this.#take(next.userId, commit);
			else this.unused += 1;
		}
	}

	#valid(userId: string, { epoch, committer, refs }: Commit): boolean {
		if (this.#transition || epoch !== this.#epoch || !refs) return false;
		const holds = this.#holders().some((member) => member.userId === userId);
		const leaf = this.#leaves.length > 0 ? this.#leaves.indexOf(userId) : 0;
		const expected = this.#changesFor(userId).map(({ ref }) => ref.toString("hex"));
		const complete = refs.length === expected.length && expected.every((ref) => refs.includes(ref));
		return holds && committer === leaf && expected.length > 0 && complete;
	}

	#take(userId: string, { refs, message, welcome }: Commit): void {
		const changes = (refs ?? []).map((ref) => this.#changes.find((one) => one.ref.toString("hex") === ref));
		const added = changes.filter((change) => change?.kind === "add").map((change) => change?.userId ?? "");
		const removed = changes.filter((change) => change?.kind === "remove").map((change) => change?.userId);
		const before = this.#leaves.length > 0 ? this.#holders() : [this.#members.get(userId)];
		if (this.#leaves.length === 0) {
			this.#leaves = [userId];
			this.#keyPackages.delete(userId);
		}
		this.#leaves = this.#leaves.map((one) => (removed.includes(one ?? undefined) ? null : one));
		for (const one of added) {
			const blank = this.#leaves.indexOf(null);
			if (blank < 0) this.#leaves.push(one);
			else this.#leaves[blank] = one;
		}
		this.#epoch += 1n;
		this.#changes = [];
		this.#begin(before, added, message, welcome);
	}

	/** Tells of the commit; once all have taken it, or after a while, the new keys are used. */
	#begin(before: (GroupMember | undefined)[], added: string[], commit: Buffer, welcome: Buffer | null): void {
		this.#lastTransition = (this.#lastTransition % 65_535) + 1;
		const id = this.#lastTransition;
		const unready = new Set(this.users.filter((one) => this.#members.has(one)));
		const timer = setTimeout(() => this.#execute(), patience);
		timer.unref();
		this.#transition = { id, unready, timer };
		this.#send(() => {
			for (const member of before)
				member?.sendBinary(Op.DaveMlsAnnounceCommitTransition, Buffer.concat([u16(id), commit]));
			for (const one of added) {
				const ref = this.#keyPackages.get(one)?.ref;
				const own = welcome && ref ? welcomeFor(welcome, ref) : null;
				this.#keyPackages.delete(one);
				if (own) this.#members.get(one)?.sendBinary(Op.DaveMlsWelcome, Buffer.concat([u16(id), own]));
			}
		});
	}

	#isReady(userId: string): void {
		this.#transition?.unready.delete(userId);
		if (this.#transition?.unready.size === 0) this.#execute();
	}

	#execute(): void {
		if (!this.#transition) return;
		const { id, timer } = this.#transition;
		clearTimeout(timer);
		this.#transition = null;
		for (const userId of this.users)
			this.#members.get(userId)?.sendJson(Op.DaveExecuteTransition, { transition_id: id });
		this.#settle();
	}

	/** Nobody keeps an established group alone: who is left begins a new one. */
	#resetWhenAlone(): void {
		const present = this.users.filter((userId) => this.#members.has(userId));
		if (this.#leaves.length === 0 || present.length > 1) return;
		this.#leaves = [];
		this.#epoch = 0n;
		this.#changes = [];
		const sole = this.#members.get(present[0] ?? "");
		sole?.sendJson(Op.DavePrepareEpoch, { protocol_version: daveVersion, epoch: 1 });
		sole?.sendJson(Op.DavePrepareTransition, { protocol_version: daveVersion, transition_id: 0 });
	}
}
