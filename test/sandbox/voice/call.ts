/** What goes on in one voice channel on one voice server: who is in it, the keys they share, who hears whom. */
import { VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import type { VoiceClient } from "./client.ts";
import { Group } from "./group.ts";
import { PersonInCall, silence } from "./person.ts";

export interface CallParts {
	guildId: string;
	channelId: string;
	/** 1: encrypted end to end; 0: between client and server only. */
	dave: 0 | 1;
	now: () => number;
	/** A number by which packets are told apart, never given twice. */
	nextSsrc: () => number;
	/** Whether changes of the group are to be committed by clients where one can, and not by people. */
	clientsCommit: () => boolean;
	/** Whether the user may hear and speak, as things are. */
	hears: (userId: string) => boolean;
	speaks: (userId: string) => boolean;
}

export class Call {
	readonly guildId: string;
	readonly channelId: string;
	readonly dave: 0 | 1;
	readonly clients = new Map<string, VoiceClient>();
	readonly people = new Map<string, PersonInCall>();
	readonly group: Group | null;
	readonly #parts: CallParts;

	constructor(parts: CallParts) {
		this.#parts = parts;
		this.guildId = parts.guildId;
		this.channelId = parts.channelId;
		this.dave = parts.dave;
		this.group = parts.dave ? new Group(parts.channelId) : null;
	}

	get settled(): boolean {
		return this.group?.settled ?? true;
	}

	/** The people who are in the channel now come and go. */
	setPeople(userIds: readonly string[]): void {
		for (const person of [...this.people.values()]) {
			if (userIds.includes(person.userId)) continue;
			this.people.delete(person.userId);
			this.#disconnected(person.userId);
			person.leave();
		}
		for (const userId of userIds) {
			if (this.people.has(userId)) continue;
			this.#connected(userId);
			const { group, channelId } = this;
			const mayCommit = () => !this.#parts.clientsCommit() || !this.#clientInGroup();
			const parts = {
				userId,
				channelId,
				ssrc: this.#parts.nextSsrc(),
				group,
				mayCommit,
				now: this.#parts.now,
			};
			this.people.set(userId, new PersonInCall(parts));
		}
	}

	#clientInGroup(): boolean {
		const inGroup = this.group?.users ?? [];
		return [...this.clients.values()].some(({ userId, reachable }) => reachable && inGroup.includes(userId));
	}

	/** A client that has chosen its protocol is in the call from now on. */
	addClient(client: VoiceClient): void {
		const others = [...this.people.keys(), ...this.clients.keys()].filter((id) => id !== client.userId);
		this.#connected(client.userId);
		this.clients.set(client.userId, client);
		if (others.length > 0) client.sendJson(Op.ClientsConnect, { user_ids: others });
		for (const person of this.people.values()) if (person.speaking) this.#tellSpeaking(person, [client]);
		this.group?.join(client);
	}

	removeClient(client: VoiceClient): void {
		if (this.clients.get(client.userId) !== client) return;
		this.clients.delete(client.userId);
		this.#disconnected(client.userId);
		this.group?.leave(client.userId);
	}

	/** Whether what the user says would be sent on: not muted by themself or the staff, and permitted to speak. */
	maySpeak(userId: string): boolean {
		return this.#parts.speaks(userId);
	}

	/** A person begins to speak, or has finished. */
	setSpeaking(person: PersonInCall, speaking: boolean): void {
		if (speaking) person.begin();
		person.speaking = speaking;
		this.#tellSpeaking(person, [...this.clients.values()]);
	}

	/** Sends a frame of a person's on to every client. @returns whether it left the person's own client */
	say(person: PersonInCall, opus: Buffer): boolean {
		const payload = person.encrypt(opus);
		if (!payload) return false;
		const header = person.nextHeader();
		for (const client of this.clients.values())
			if (this.#parts.hears(client.userId)) client.forward(person.userId, header, payload);
		return true;
	}

	/** A client's own frame reaches the people. */
	heard(client: VoiceClient, packet: Buffer): void {
		const { payload } = client.open(packet);
		if (payload.equals(silence) || !this.#parts.speaks(client.userId)) return;
		for (const person of this.people.values())
			if (this.#parts.hears(person.userId)) person.hear(client.userId, payload);
	}

	close(): void {
		this.group?.close();
	}

	#connected(userId: string): void {
		for (const client of this.clients.values()) client.sendJson(Op.ClientsConnect, { user_ids: [userId] });
	}

	#disconnected(userId: string): void {
		for (const client of this.clients.values()) client.sendJson(Op.ClientDisconnect, { user_id: userId });
	}

	#tellSpeaking({ userId, ssrc, speaking }: PersonInCall, clients: VoiceClient[]): void {
		const d = { user_id: userId, ssrc, speaking: speaking ? 1 : 0 };
		for (const client of clients) client.sendJson(Op.Speaking, d);
	}
}
