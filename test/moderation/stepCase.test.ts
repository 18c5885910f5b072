import { expect, test } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { said } from "../support/play.ts";
import { reportStage, talk, threadOf } from "./stage.ts";
import { canWrite, filled, inThread, t, toldTo } from "./stepStage.ts";

const HARSH = "Olet *tyhmä* @everyone";

/** Somebody has reported what another wrote; Anna and Bo are on duty. */
async function reported() {
	const set = await reportStage();
	const author = await set.person("Karhu");
	const reporter = await set.person("Pihlaja");
	const message = await author.write(talk, HARSH);
	await set.report(reporter, message);
	const choose = (by: Person) =>
		set.piiri.stage.answered(() => by.press(t("moderation:step.button.choose"), { in: threadOf(1) }));
	return { ...set, author, reporter, choose };
}

test("a reported message is hidden, its copy stays in the case, and it comes back as a quotation when that is taken back", async () => {
	const { piiri, crew, author, reporter, choose } = await reported();
	await piiri.stage.fill(() => choose(crew.anna), filled("hide"));
	expect(said(reporter, talk)).not.toContain("tyhmä");
	expect(inThread(crew.anna)).toContain("Olet \\*tyhmä\\*");
	expect(toldTo(author)).toContain(t("moderation:step.notice.title.hide"));
	expect(toldTo(author)).not.toContain("Pihlaja");
	await piiri.stage.press(crew.bo, t("moderation:step.button.undo"));
	const back = reporter.read(talk).at(-1);
	expect(back?.text).toContain(t("moderation:step.returned.title"));
	expect(back?.text).toContain("Olet \\*tyhmä\\*");
	expect(back?.raw.mentions).toEqual([]);
	expect(back?.raw.mention_everyone).toBe(false);
});

test("in a case the person's button is refused to whom it is about and to those who are no staff", async () => {
	const { piiri, crew, author, reporter } = await reported();
	const { world, guild } = piiri.sandbox;
	// The same press by others, who cannot see the thread: as their client would send it.
	for (const who of [author, reporter]) {
		const mine = await piiri.stage.command(who, "/step take", { person: { user: author } });
		expect(mine.text).toBe(t("replies:common.only-staff"));
	}
	crew.owner.giveRole(author, "Ohjaaja");
	const own = await piiri.stage.command(author, "/step take", { person: { user: author } });
	expect(own.text).toBe(t("moderation:step.reply.about-you"));
	expect(world.guild(guild.id).bans.size).toBe(0);
});

test("a case makes its room quiet only where people talk with each other", async () => {
	const { piiri, crew, author } = await reported();
	const answer = await piiri.stage.press(crew.anna, t("moderation:quiet.button.case"), { in: threadOf(1) });
	expect(answer.text).toBe(t("moderation:quiet.reply.not-ours"));
	expect(canWrite(author, talk)).toBe(true);
});
