/** The right pane: who is in voice, and who is in the server. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { commandsHere } from "../act/command.ts";
import type { App } from "../app.ts";
import type { Member, Role } from "../discord/model.ts";
import type { Store } from "../discord/store.ts";
import { t } from "../text/language.ts";
import { avatar } from "./avatar.ts";
import { closeDrawer, isCovered } from "./drawer.ts";
import { icon } from "./icons.ts";

export function membersPane(app: App): TemplateResult {
	const { store } = app.client ?? {};
	return html`<aside id="members" class="pane members ${app.drawer === "members" ? "shown" : ""}" aria-label=${t("pane.members")} tabindex="-1"
		?inert=${isCovered(app, "members")}>
		<div class="pane-head">
			<h2>${t("pane.members")}</h2>
			<button type="button" class="round narrow" aria-label=${t("pane.close")} @click=${() => closeDrawer(app)}>${icon("close")}</button>
		</div>
		<div class="pane-scroll" tabindex="0" role="group" aria-label=${t("pane.members")}>
			${store?.guild ? presence(store) : nothing}
			${store?.guild ? grouped(store).map(({ title, members }) => groupView(app, store, title, members)) : nothing}
			${store?.guild ? html`<p><button type="button" class="link" @click=${() => askLeave(app)}>${t("leave.open")}</button></p>` : nothing}
		</div>
	</aside>`;
}

function askLeave(app: App): void {
	app.dialog = { kind: "leave" };
	app.changed();
}

function presence(store: Store): TemplateResult | typeof nothing {
	const places = [...new Set([...store.voice.values()].map(({ channel_id }) => channel_id))];
	if (places.length === 0) return nothing;
	return html`${places.map((id) => {
		const here = store.inVoice(id ?? "");
		return html`<h3 class="category">${icon("voice")} ${store.channels.get(id ?? "")?.name ?? t("voice.elsewhere")} – ${here.length}</h3>
			<ul class="list">${here.map(
				({ user_id }) =>
					html`<li class="person">${avatar(user_id, store.nameOf(user_id), "small")}<bdi>${store.nameOf(user_id)}</bdi></li>`,
			)}</ul>`;
	})}`;
}

/** Members under their highest role, the bot's own among them; those without any last. */
function grouped(store: Store): { title: string; members: Member[] }[] {
	const groups = new Map<string, { role: Role | null; members: Member[] }>();
	for (const member of store.members.values()) {
		const role = member.roles
			.map((id) => store.roles.get(id))
			.filter((each) => each !== undefined)
			.sort((a, b) => b.position - a.position)[0];
		const group = groups.get(role?.id ?? "") ?? { role: role ?? null, members: [] };
		group.members.push(member);
		groups.set(role?.id ?? "", group);
	}
	return [...groups.values()]
		.sort((a, b) => (b.role?.position ?? -1) - (a.role?.position ?? -1))
		.map(({ role, members }) => ({
			title: role?.name ?? t("pane.others"),
			members: members.sort((a, b) => store.nameOf(a.user.id).localeCompare(store.nameOf(b.user.id))),
		}));
}

function groupView(app: App, store: Store, title: string, members: Member[]): TemplateResult {
	return html`<h3 class="category">${title} – ${members.length}</h3>
		<ul class="list">${repeat(
			members,
			({ user }) => user.id,
			({ user }) => {
				const name = store.nameOf(user.id);
				return html`<li><button type="button" class="person" aria-haspopup="dialog" @click=${() => void openMember(app, user)}>
					${avatar(user.id, name, "small")}<bdi>${name}</bdi>${user.bot ? html`<span class="tag">${t("message.app")}</span>` : nothing}
				</button></li>`;
			},
		)}</ul>`;
}

async function openMember(app: App, user: Member["user"]): Promise<void> {
	const commands = (await commandsHere(app)).filter(({ type }) => type === 2);
	app.dialog = { kind: "member", user, commands };
	app.changed();
}
