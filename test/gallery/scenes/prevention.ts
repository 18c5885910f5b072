import type { Visit } from "../visit.ts";
import { asks } from "./rostersTeam.ts";
import { CALLER, entersLast, fills, STAFF, said } from "./safetyTeam.ts";

export const guarded = { automod, personal };
export const crowds = { ages, burst };

async function automod(visit: Visit): Promise<void> {
	const { t, cast, page } = visit;
	const desk = await visit.window(cast.coordinator);
	await desk.enter(STAFF);
	await asks(visit, "/safety automod", {}, "reply-automod-preview");
	await visit.press(cast.coordinator, t("prevention:button.automod-apply"), { in: STAFF });
	await visit.shoot(desk, "reply-automod-applied", page.message.onlyYou);
	await asks(visit, "/safety automod", {}, "reply-automod-in-step");
}

/** What tells who somebody is, pointed out before it is posted. */
async function personal(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const words = said(visit);
	const room = t("messages:room.introductions.name");
	const window = await visit.window(CALLER);
	await window.enter(room);
	for (const [state, text] of [
		["reply-personal-data", words.personal],
		["reply-personal-code", words.secret],
	] as const) {
		await window.press(t("messages:button.introduce"));
		await window.dialog.getByRole("textbox").first().fill(text);
		await window.press(page.form.send);
		await window.dialog.waitFor({ state: "detached" });
		await visit.stage.settle();
		await visit.shoot(window, state, page.message.onlyYou);
	}
}

async function burst(visit: Visit): Promise<void> {
	const { t, cast, page, stage } = visit;
	const desk = await visit.window(cast.coordinator);
	await desk.enter(STAFF);
	for (let number = 1; number <= 12; number++) await stage.sandbox.person(`Tulija ${number}`);
	await stage.settle();
	const title = t("prevention:burst.title");
	await visit.shoot(desk, "message-burst", title);
	await desk.press(t("prevention:button.each"));
	await desk.dialog.waitFor();
	await visit.shoot(desk, "form-burst-each");
	await desk.page.keyboard.press("Escape");
	await desk.dialog.waitFor({ state: "detached" });
	await visit.press(cast.coordinator, t("prevention:button.out"), { in: STAFF });
	await visit.shoot(desk, "reply-burst-out-ask", page.message.onlyYou);
	await visit.press(cast.coordinator, t("prevention:button.in-all"), { in: STAFF });
	await visit.shoot(desk, "reply-burst-in", page.message.onlyYou);
	await visit.shoot(desk, "message-burst-in", title);
}

/** A group for people under age asks how old one is. */
async function ages(visit: Visit): Promise<void> {
	const { t, cast, page } = visit;
	const { youth } = said(visit);
	const [one, two] = await Promise.all(cast.facilitators.map((name) => visit.person(name)));
	if (!one || !two) throw new Error("A group has two facilitators");
	await visit.command(cast.coordinator, "/group create", {
		name: youth,
		programme: "young-people",
		"start-date": "2026-11-05",
		weekday: 2,
		time: "16",
		"facilitator-1": { user: one },
		"facilitator-2": { user: two },
	});
	await visit.press(cast.coordinator, t("replies:buttons.group-create"), { in: STAFF });
	const name = "Nya Nina";
	const invite = (await visit.person(cast.coordinator)).read(STAFF);
	const code = invite.map(({ text }) => text.match(/discord\.gg\/(\S+)/)?.[1]).findLast((found) => found);
	(await visit.person(name)).join(code ?? "");
	const window = await visit.window(name);
	await entersLast(window, t("messages:room.welcome.name"));
	await window.press(t("messages:button.join"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-join-age");
	await window.page.keyboard.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	await fills(
		visit,
		name,
		t("messages:button.join"),
		{
			[t("replies:join.nickname")]: "Nalle",
			[t("messages:welcome.rules")]: [t("replies:join.rules-yes")],
			[t("prevention:age.label")]: t("prevention:age.older", { age: 17 }),
		},
		{ containing: youth },
	);
	await visit.shoot(window, "reply-join-too-old", page.message.onlyYou);
}
