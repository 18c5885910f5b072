/** Pressing buttons, choosing in menus and sending forms. */
import type { App } from "../app.ts";
import { Act, type Outcome } from "../discord/interactions.ts";
import type { Component, Message } from "../discord/model.ts";
import { type FormState, fault, inputs, openForm, refusals, submission } from "../form.ts";
import { t } from "../text/language.ts";

/** Discord's codes for what is not there any more. */
const gone = new Set([10_008, 10_062]);

/** Where something is done, as every interaction tells it. */
export function origin(app: App, channelId: string): Record<string, unknown> {
	const guildId = app.client?.store.channels.get(channelId)?.guild_id;
	return {
		application_id: app.situation?.applicationId,
		...(guildId && { guild_id: guildId }),
		channel_id: channelId,
	};
}

/** Presses a button, or sends what was chosen in a menu. */
export async function press(
	app: App,
	message: Message,
	component: Component,
	values?: string[],
): Promise<void> {
	const { client } = app;
	const customId = component.custom_id ?? "";
	if (!client || app.pressed.get(message.id)?.state === "waiting") return;
	app.pressed.set(message.id, { customId, state: "waiting", gone: false, why: "" });
	app.changed();
	const outcome = await client.interactions.send({
		...origin(app, message.channel_id),
		type: Act.component,
		message_id: message.id,
		message_flags: message.flags ?? 0,
		data: { component_type: component.type, custom_id: customId, ...(values && { values }) },
	});
	if (client !== app.client) return;
	app.pressed.delete(message.id);
	if (outcome.kind === "failed") {
		const isGone = gone.has(outcome.refused?.code ?? 0);
		app.pressed.set(message.id, { customId, state: "failed", gone: isGone, why: outcome.why });
		app.said = isGone ? t("press.gone") : t("press.noAnswer");
	}
	showForm(app, outcome, message.channel_id);
	app.changed();
}

/** Opens the form when the answer is one. */
export function showForm(app: App, outcome: Outcome, channelId: string): void {
	if (outcome.kind !== "form") return;
	app.dialog = { kind: "form", form: openForm(outcome.form, channelId) };
}

/** Checks the form, and sends it. It stays open with all that was written until it has been answered. */
export async function sendForm(app: App, form: FormState, focus: (customId: string) => void): Promise<void> {
	const { client } = app;
	if (!client || form.sending) return;
	form.errors.clear();
	form.trouble = null;
	for (const { input } of inputs(form.data)) {
		const wrong = fault(input, form.values.get(input.custom_id ?? ""));
		if (wrong) form.errors.set(input.custom_id ?? "", wrong);
	}
	if (form.errors.size > 0) {
		refuse(app, form, focus);
		return;
	}
	form.sending = true;
	app.changed();
	const body = { ...origin(app, form.channelId), type: Act.form, data: submission(form) };
	const outcome = await client.interactions.send(body, [...form.files.values()]);
	form.sending = false;
	if (outcome.kind !== "failed") {
		if (app.dialog?.kind === "form" && app.dialog.form === form) app.dialog = null;
		app.changed();
		return;
	}
	form.errors = refusals(form.data, outcome.refused?.errors ?? {});
	if (form.errors.size > 0) {
		refuse(app, form, focus);
		return;
	}
	form.trouble = trouble(app, outcome.refused?.status, outcome.refused?.code);
	app.said = form.trouble;
	app.changed();
}

function refuse(app: App, form: FormState, focus: (customId: string) => void): void {
	const [first = ""] = form.errors.keys();
	app.changed();
	focus(first);
}

/** Why nothing came of it, in words that say what to do. */
export function trouble(app: App, status?: number, code?: number): string {
	if (app.stale || status === 401 || status === 403) return t("form.stale");
	if (status === 0 || !app.reachable) return t("form.unreachable");
	if (gone.has(code ?? 0)) return t("form.gone");
	return t("form.noAnswer");
}
