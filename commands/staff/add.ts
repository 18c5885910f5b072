import { ApplicationCommandOptionType, type ChatInputCommandInteraction, type Guild } from "discord.js";
import { list, person, plain } from "../../src/discord/views/text.ts";
import type { Place } from "../../src/openings/model.ts";
import { UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { Duty, type StaffMember } from "../../src/staff/model.ts";
import { ORGANISATION_LENGTH, type PutOutcome } from "../../src/staff/service.ts";
import { withoutRole } from "../access.ts";
import type { StaffDesk } from "../desk.ts";
import { chosenPlace, completePlaceOrAll, EVERY_PLACE } from "../hours/complete.ts";
import type { Option, Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { completeOrganisation } from "./complete.ts";

const { String: Text, Boolean: YesNo, User } = ApplicationCommandOptionType;

/** What is written to take somebody out of their organisation. */
const NO_ORGANISATION = "-";
const placeOptions: Option[] = ["place", "place-2", "place-3"].map((name) => ({
	name,
	type: Text,
	complete: completePlaceOrAll,
	max: 100,
}));

/** Puts somebody on the staff, or changes what is given; the rest stays as it was. */
export const add: Subcommand = {
	name: "add",
	access: "coordinator",
	options: [
		{ name: "user", type: User, required: true },
		...Duty.options.map((name): Option => ({ name, type: YesNo })),
		{ name: "name", type: Text, max: 32 },
		{ name: "organisation", type: Text, complete: completeOrganisation, max: ORGANISATION_LENGTH },
		...placeOptions,
		{ name: "language", type: Text, choices: "language" },
	],
	async run(interaction, desk) {
		const { options, guild } = interaction;
		const { staff, settings, now, t } = desk;
		const user = options.getUser("user", true);
		if (user.bot) return reply(interaction, { text: t("staff:reply.bot") });
		// Asking Discord for their roles may take its time.
		await defer(interaction);
		const userId = UserId.parse(user.id);
		const isFirst = (await desk.read((tx) => staff.list(tx, settings.guildId))).length === 0;
		const before = await staff.get(settings.guildId, userId);
		const places = await askedPlaces(interaction, before, desk);
		if (!places) return reply(interaction, { text: t("openings:reply.pick-place") });
		const organisation = options.getString("organisation")?.trim() ?? before?.organisation?.name ?? "";
		const duties = Duty.options.filter(
			(duty) => options.getBoolean(duty) ?? before?.duties.includes(duty) ?? false,
		);
		const outcome = await staff.put(
			settings.guildId,
			userId,
			{
				publicName:
					options.getString("name")?.trim() ??
					before?.publicName ??
					options.getMember("user")?.displayName ??
					user.displayName,
				organisation: ["", NO_ORGANISATION].includes(organisation) ? null : organisation,
				duties,
				places,
				language: Language.parse(options.getString("language") ?? before?.language ?? settings.language),
			},
			now,
		);
		const coordinates = duties.includes("coordinator");
		const [outside] = duties.some((duty) => duty !== "expert")
			? await withoutRole([userId], guild, settings, coordinates ? "coordinator" : "staff")
			: [];
		const role = coordinates ? settings.coordinatorRoleId : settings.facilitatorRoleId;
		await reply(interaction, {
			text: [
				await putText(outcome, userId, desk),
				...("member" in outcome && outside
					? [t("staff:reply.no-role", { who: person(userId), role: `<@&${role}>` })]
					: []),
				...("member" in outcome && isFirst ? silentRoles(guild, desk) : []),
			].join("\n"),
		});
	},
};

/** That roles which nobody may mention are called in vain. */
function silentRoles(guild: Guild, { settings, t }: StaffDesk): string[] {
	const silent = [settings.facilitatorRoleId, settings.coordinatorRoleId].filter(
		(id) => guild.roles.cache.get(id)?.mentionable === false,
	);
	if (silent.length === 0) return [];
	const roles = list(
		silent.map((id) => `<@&${id}>`),
		t.language,
	);
	return [t("staff:reply.mentionable", { roles })];
}

async function putText(outcome: PutOutcome, userId: UserId, desk: StaffDesk): Promise<string> {
	const { t } = desk;
	switch (outcome.kind) {
		case "added":
		case "changed": {
			const places = await desk.read((tx) => desk.openings.places(tx, desk.settings.guildId));
			return [
				t(`staff:reply.${outcome.kind}`, { who: person(userId), name: plain(outcome.member.publicName) }),
				memberText(outcome.member, places, desk),
				...(outcome.kind === "added" ? [t("staff:reply.next-induction")] : []),
			].join("\n");
		}
		case "no-duty":
		case "bad-organisation":
			return t(`staff:reply.${outcome.kind}`);
		case "bad-name":
			return t(`staff:reply.bad-name.${outcome.why}`);
	}
}

/** What somebody does, for whom and where, on a line. */
export function memberText(
	{ organisation, duties, places, induction }: StaffMember,
	all: readonly Place[],
	{ t }: StaffDesk,
): string {
	const names = all.filter(({ id }) => places.includes(id)).map(({ name }) => plain(name));
	return [
		organisation ? plain(organisation.name) : t("staff:reply.no-organisation"),
		list(
			duties.map((duty) => t(`staff:duty.${duty}`)),
			t.language,
		),
		...(duties.includes("supervisor")
			? [places.length === 0 ? t("staff:reply.every-place") : list(names, t.language)]
			: []),
		t("staff:reply.steps", { count: induction.length }),
	].join(" · ");
}

/** The places that were named; those of before when none was. Undefined when one of them is none. */
async function askedPlaces(
	interaction: ChatInputCommandInteraction,
	before: StaffMember | undefined,
	desk: StaffDesk,
): Promise<StaffMember["places"] | undefined> {
	const named = placeOptions.flatMap(({ name }) => interaction.options.getString(name) ?? []);
	if (named.length === 0) return before?.places ?? [];
	if (named.includes(EVERY_PLACE)) return [];
	const found = await Promise.all(named.map((value) => chosenPlace(value, desk)));
	const ids = found.flatMap((place) => place?.id ?? []);
	return ids.length === named.length ? [...new Set(ids)] : undefined;
}
