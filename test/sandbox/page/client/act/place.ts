/** Moving about: invites, direct messages, voice, pins, leaving, writing. */
import type { App } from "../app.ts";
import type { Channel, Message, ScheduledEvent, User } from "../discord/model.ts";
import { Refused } from "../discord/rest.ts";
import { t } from "../text/language.ts";

interface Invite {
	code: string;
	guild?: { id: string; name: string };
	channel?: { id: string; name: string };
	inviter?: User;
}

/** The code of an invite's address or code; null when the text is neither. */
function inviteCode(text: string): string | null {
	const match = /^(?:https?:\/\/)?(?:discord\.gg\/|discord(?:app)?\.com\/invite\/)?([\w-]{2,})$/.exec(
		text.trim(),
	);
	return match?.[1] ?? null;
}

export async function openInvite(app: App, text: string): Promise<void> {
	const code = inviteCode(text) ?? "";
	app.dialog = { kind: "invite", info: null, code, trouble: null };
	app.changed();
	const told = await attempt(app, () =>
		app.client?.rest.get<Invite>(`/invites/${encodeURIComponent(code)}?with_counts=true`),
	);
	if (app.dialog?.kind !== "invite") return;
	if (told) {
		const inviter = told.inviter ? (told.inviter.global_name ?? told.inviter.username) : null;
		const info = { code, guildName: told.guild?.name ?? "", channelName: told.channel?.name ?? "", inviter };
		app.dialog = { ...app.dialog, info };
	} else app.dialog = { ...app.dialog, trouble: t("invite.unknown") };
	app.changed();
}

export async function acceptInvite(app: App, code: string): Promise<void> {
	try {
		const told = await app.client?.rest.call<Invite>("POST", `/invites/${encodeURIComponent(code)}`, {});
		app.dialog = null;
		app.said = t("invite.joined", { name: told?.guild?.name ?? "" });
		const channelId = told?.channel?.id;
		if (channelId && app.client?.store.channels.has(channelId)) app.open(channelId);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		if (app.dialog?.kind === "invite") app.dialog = { ...app.dialog, trouble: t("invite.refused") };
	}
	app.changed();
}

export async function leaveServer(app: App): Promise<void> {
	const guildId = app.client?.store.guild?.id;
	if (!guildId) return;
	app.dialog = null;
	if (await did(app, () => app.client?.rest.call("DELETE", `/users/@me/guilds/${guildId}`)))
		app.tell(t("leave.left"));
}

export async function openDirect(app: App, user: User): Promise<void> {
	const body = { recipient_id: user.id };
	const channel = await attempt(app, () =>
		app.client?.rest.call<Channel>("POST", "/users/@me/channels", body),
	);
	if (!channel || !app.client) return;
	const known = app.client.store.channels.get(channel.id);
	app.client.store.channels.set(channel.id, { ...known, ...channel });
	app.dialog = null;
	app.open(channel.id);
}

export async function openPins(app: App): Promise<void> {
	const { channelId } = app;
	if (!channelId) return;
	app.dialog = { kind: "pins", items: null };
	app.changed();
	type Pins = { items: { message: Message }[] };
	const pins = await attempt(app, () => app.client?.rest.get<Pins>(`/channels/${channelId}/messages/pins`));
	if (app.dialog?.kind === "pins")
		app.dialog = { kind: "pins", items: pins?.items.map((each) => each.message) ?? [] };
	app.changed();
}

/** Pins a message, or takes the pin off. */
export async function pin(app: App, message: Message): Promise<void> {
	app.dialog = null;
	const path = `/channels/${message.channel_id}/messages/pins/${message.id}`;
	await did(app, () => app.client?.rest.call(message.pinned ? "DELETE" : "PUT", path));
	app.changed();
}

export async function removeMessage(app: App, message: Message): Promise<void> {
	app.dialog = null;
	await did(app, () =>
		app.client?.rest.call("DELETE", `/channels/${message.channel_id}/messages/${message.id}`),
	);
	app.changed();
}

/** Marks an event as interesting, or no longer. */
export async function interest(app: App, event: ScheduledEvent): Promise<void> {
	const guildId = app.client?.store.guild?.id;
	const path = `/guilds/${guildId}/scheduled-events/${event.id}/users/@me`;
	await did(app, () => app.client?.rest.call(event.interested ? "DELETE" : "PUT", path));
	app.changed();
}

/** Channels to which a message is on its way. */
const writing = new Set<string>();

/** Sends what stands in the composer. It is only taken away when it has been sent. */
export async function write(app: App): Promise<void> {
	const { channelId, client, drafts, replies } = app;
	const text = (channelId && drafts.get(channelId)?.trim()) || "";
	if (!channelId || !client || text === "" || writing.has(channelId)) return;
	writing.add(channelId);
	try {
		const message = await client.write(channelId, text, replies.get(channelId)?.id);
		client.store.put(message);
		// What has been written since then is not sent yet.
		if (drafts.get(channelId)?.trim() === text) drafts.delete(channelId);
		replies.delete(channelId);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		app.tell(t(error.status === 0 ? "write.unreachable" : "write.refused"), "bad");
	} finally {
		writing.delete(channelId);
	}
	app.changed();
}

/** Does it and says so on the page when it is refused. @returns whether it was done. */
async function did(app: App, work: () => Promise<unknown> | undefined): Promise<boolean> {
	try {
		await work();
		return true;
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		app.tell(t(error.status === 0 ? "error.unreachable" : "error.refused"), "bad");
		return false;
	}
}

/** Fetches it; null when it is refused or nothing answers. */
async function attempt<T>(app: App, work: () => Promise<T> | undefined): Promise<T | null> {
	try {
		return (await work()) ?? null;
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		if (error.status === 0) app.tell(t("error.unreachable"), "bad");
		return null;
	}
}
