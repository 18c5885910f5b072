/** What the page holds: who one is, what is open, and the time of the stand-in. */
import type { BotState, Clock, Control, LogEntry, Person, Situation } from "./control.ts";
import type { OpenDialog } from "./dialogs.ts";
import { Client, isThinking } from "./discord/client.ts";
import { type Channel, Flag, Kind, type Message } from "./discord/model.ts";
import { isThread, isVoice, May, may } from "./discord/permissions.ts";
import { keep, recall } from "./keep.ts";
import { languageOf, setLanguage, t } from "./text/language.ts";
import { plainText } from "./text/plain.ts";

/** What a press of this message is waiting for, or that it got no answer. */
export interface Pressed {
	customId: string;
	state: "waiting" | "failed";
	/** The message that was pressed is not there any more. */
	gone: boolean;
	/** For developers. */
	why: string;
}

export interface Notice {
	text: string;
	tone: "calm" | "bad";
}

const keptLog = 300;

export class App {
	readonly control: Control;
	situation: Situation | null = null;
	people: Person[] = [];
	me: Person | null = null;
	client: Client | null = null;
	clock: Clock | null = null;
	bot: BotState | null = null;
	log: LogEntry[] = [];
	/** False: the control interface does not answer. */
	reachable = true;
	/** The sandbox does not know this page's token any more. */
	stale = false;
	channelId: string | null = null;
	dialog: OpenDialog | null = null;
	/** On a narrow screen one pane at a time lies over the messages. */
	drawer: "channels" | "members" | null = null;
	curtain = recall("curtain") === "open";
	curtainTab: "log" | "bot" | "faults" = "log";
	/** The step of the tour, from 0; null when it is not shown. */
	tour: number | null = null;
	notice: Notice | null = null;
	/** What comes next is brought into sight, wherever the reader has scrolled. */
	follow = false;
	/** What a screen reader is told. */
	said = "";
	/** What is being written, by channel, of the one that one is; and what it replies to. */
	drafts = new Map<string, string>();
	replies = new Map<string, Message>();
	readonly pressed = new Map<string, Pressed>();
	/** Where messages that came while one was elsewhere begin, by channel. */
	readonly firstUnread = new Map<string, string>();
	/** What everybody was writing, by person. */
	readonly #left = new Map<string, Pick<App, "drafts" | "replies">>();
	#draw: () => void;
	#scheduled = false;
	#noticeTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(control: Control, draw: () => void) {
		this.control = control;
		this.#draw = draw;
	}

	/** Draws what has changed, once all that happens now has happened. */
	readonly changed = (): void => {
		if (this.#scheduled) return;
		this.#scheduled = true;
		queueMicrotask(() => {
			this.#scheduled = false;
			this.#draw();
		});
	};

	/** Says it on the page and to a screen reader. */
	tell(text: string, tone: Notice["tone"] = "calm"): void {
		clearTimeout(this.#noticeTimer);
		this.notice = { text, tone };
		this.said = text;
		this.#noticeTimer = setTimeout(
			() => {
				this.notice = null;
				this.changed();
			},
			tone === "bad" ? 9_000 : 4_000,
		);
		this.changed();
	}

	/** Milliseconds since the epoch by the stand-in's clock; it runs on between what the sandbox tells. */
	get now(): number {
		return this.clock ? Date.parse(this.clock.now) : Date.now();
	}

	/** Takes in who there is; one may oneself have become something else. */
	knows(people: Person[]): void {
		this.people = people;
		this.me = people.find(({ id }) => id === this.me?.id) ?? this.me;
	}

	/** Whether something has been written that is not sent. */
	get unsent(): boolean {
		const { dialog } = this;
		const form = dialog?.kind === "form" && dialog.form.changed;
		const command = dialog?.kind === "command" && dialog.state.values.size > 0;
		const drafts = [this.drafts, ...[...this.#left.values()].map((left) => left.drafts)];
		return form || command || drafts.some((texts) => [...texts.values()].some((text) => text.trim() !== ""));
	}

	/** Becomes this person. What others wrote half-way stays theirs. */
	become(person: Person): void {
		if (this.me?.id === person.id) return;
		this.client?.close();
		if (this.me) this.#left.set(this.me.id, { drafts: this.drafts, replies: this.replies });
		Object.assign(this, this.#left.get(person.id) ?? { drafts: new Map(), replies: new Map() });
		this.me = person;
		this.channelId = null;
		this.dialog = null;
		this.drawer = null;
		this.pressed.clear();
		setLanguage(languageOf(person.locale));
		const address = new URL(location.href);
		address.searchParams.set("as", person.id);
		history.replaceState(null, "", address);
		this.client = new Client(person.userToken, {
			changed: this.changed,
			arrived: (message) => this.#arrived(message),
			moved: () => this.#moved(),
		});
		this.said = t("person.became", { name: person.name });
		this.changed();
	}

	get channel(): Channel | null {
		return (this.channelId && this.client?.store.channels.get(this.channelId)) || null;
	}

	/** Whether somebody else is chosen in the same tab while something is under way. */
	open(channelId: string): void {
		const { client } = this;
		const channel = client?.store.channels.get(channelId);
		if (!client || !channel) return;
		this.channelId = channelId;
		this.drawer = null;
		const unread = client.store.unread.get(channelId) ?? 0;
		const shown = client.store.messages.get(channelId) ?? [];
		const first = unread > 0 ? shown.at(-unread)?.id : undefined;
		if (first) this.firstUnread.set(channelId, first);
		else this.firstUnread.delete(channelId);
		client.store.unread.delete(channelId);
		void this.fetch(channelId);
		this.changed();
	}

	async fetch(channelId: string): Promise<void> {
		const channel = this.client?.store.channels.get(channelId);
		if (!channel || !may(channel, May.history)) return;
		try {
			await this.client?.open(channelId);
		} catch {
			this.tell(t("error.history"), "bad");
		}
		this.changed();
	}

	/** Channels of the server that the person sees, without categories. */
	visible(): Channel[] {
		const all = [...(this.client?.store.channels.values() ?? [])];
		return all.filter(
			(channel) =>
				channel.type !== Kind.category &&
				(channel.type === Kind.dm || may(channel, May.view)) &&
				!archived(channel),
		);
	}

	took(log: LogEntry[]): void {
		const last = this.log.at(-1)?.n ?? -1;
		this.log = [...this.log, ...log.filter(({ n }) => n > last)].slice(-keptLog);
	}

	toggleCurtain(): void {
		this.curtain = !this.curtain;
		keep("curtain", this.curtain ? "open" : "closed");
		this.changed();
	}

	#arrived(message: Message): void {
		const { client } = this;
		if (!client || message.author.id === this.me?.id) return;
		const name = client.store.nameOf(message.author.id);
		const here = message.channel_id === this.channelId;
		const text = plainText(message, (id) => client.store.nameOf(id)).slice(0, 200);
		if (here) {
			const onlyMe = ((message.flags ?? 0) & Flag.ephemeral) !== 0;
			// An answer to what one has just pressed.
			if (onlyMe) this.follow = true;
			if (!isThinking(message))
				this.said = t(onlyMe ? "message.heardPrivate" : "message.heard", { name, text });
			return;
		}
		const channel = client.store.channels.get(message.channel_id);
		if (!channel || isThinking(message)) return;
		client.store.unread.set(channel.id, (client.store.unread.get(channel.id) ?? 0) + 1);
		if (channel.type === Kind.dm || isThread(channel))
			this.said = t("message.heardElsewhere", { name, channel: client.store.channelName(channel) });
	}

	/** Into the server or out of it, or connected anew: something is open if anything can be. */
	#moved(): void {
		const { store } = this.client ?? {};
		if (!store) return;
		if (this.channelId && store.channels.has(this.channelId)) {
			void this.fetch(this.channelId);
			return;
		}
		const places = this.ordered().filter((channel) => !isVoice(channel));
		const first = store.guild && (places.find(({ last_message_id }) => last_message_id) ?? places[0]);
		if (first) this.open(first.id);
		else this.channelId = null;
	}

	/** The server's visible channels as they stand in the list: by category, voice last. */
	ordered(): Channel[] {
		const { store } = this.client ?? {};
		const place = (channel: Channel) => {
			const parent = isThread(channel) ? store?.channels.get(channel.parent_id ?? "") : channel;
			const category = store?.channels.get(parent?.parent_id ?? "");
			return [
				category ? (category.position ?? 0) + 1 : 0,
				isVoice(channel) ? 1 : 0,
				parent?.position ?? 0,
			] as const;
		};
		return this.visible()
			.filter((channel) => channel.type !== Kind.dm)
			.map((channel) => ({ channel, at: place(channel) }))
			.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2])
			.map(({ channel }) => channel);
	}
}

function archived(channel: Channel): boolean {
	return channel.thread_metadata?.archived ?? false;
}
