import { Temporal } from "temporal-polyfill";
import { plain, when } from "../../src/discord/views/text.ts";
import { Topic } from "../../src/handovers/model.ts";
import type { PersonalData } from "../../src/privacy/service.ts";
import { resources, type TextKey, type Translate } from "../../src/shared/i18n.ts";
import { GroupId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { Duty, InductionStep, RemindBy } from "../../src/staff/model.ts";
import { Tag, Use } from "../../src/stories/model.ts";
import type { Desk } from "../desk.ts";
import { lines } from "../text.ts";

const features = resources.en.replies["my-data"].feature;
const fields = resources.en.replies["my-data"].field;
const times = new Set<string>([
	"consentedAt",
	"offeredUntil",
	"startsAt",
	"endsAt",
	"madeAt",
	"toldAt",
	"expiresAt",
	"cameAt",
	"stoppedAt",
] satisfies (keyof typeof fields)[]);
/** What is chosen of a list, as it is read there. */
const words: Partial<Record<string, (value: string) => TextKey>> = {
	language: (value) => `commands:choices.language.${Language.parse(value)}`,
	duties: (value) => `staff:duty.${Duty.parse(value)}`,
	induction: (value) => `staff:step.${InductionStep.parse(value)}`,
	remindBy: (value) => `staff:remind-by.${RemindBy.parse(value)}`,
	uses: (value) => `stories:use.${Use.parse(value)}`,
	tags: (value) => `stories:tag.${Tag.parse(value)}`,
	topics: (value) => `handovers:topic.${Topic.parse(value)}`,
} satisfies Partial<Record<keyof typeof fields, (value: string) => TextKey>>;

/** Everything that is kept on a person, in plain words. Ids are left to the file. */
export async function dataText(all: readonly PersonalData[], desk: Desk): Promise<string> {
	const { t } = desk;
	if (all.length === 0) return [t("replies:my-data.nothing"), t("replies:my-data.surveys")].join("\n");
	const parts: string[] = [];
	for (const { feature, keeps, data } of all) {
		if (Object.hasOwn(features, feature)) {
			parts.push(`### ${t(`replies:my-data.feature.${feature as keyof typeof features}`)}`);
		}
		for (const [, rows] of Object.entries(data)) {
			for (const row of Array.isArray(rows) ? rows : [rows]) {
				const text = await rowText(row, desk);
				if (text !== "") parts.push(`- ${text}`);
			}
		}
		for (const { what, until } of keeps) {
			const kept = t("replies:my-data.until", { until: until[t.language] });
			parts.push(`-# ${what[t.language]} ${kept}`);
		}
	}
	return [t("replies:my-data.title"), lines(t, parts, 3400), t("replies:my-data.surveys")].join("\n");
}

async function rowText(row: unknown, desk: Desk): Promise<string> {
	if (typeof row !== "object" || row === null) return typeof row === "string" ? plain(row) : "";
	const { t } = desk;
	const parts = await Promise.all(
		Object.entries(row).map(async ([key, value]) => {
			if (key === "groupId") return labelled("group", await groupName(value, desk), t);
			return Object.hasOwn(fields, key)
				? labelled(key as keyof typeof fields, valueText(key, value, t), t)
				: "";
		}),
	);
	return parts.filter((part) => part !== "").join(" · ");
}

function labelled(field: keyof typeof fields, text: string, t: Translate): string {
	return text === "" ? "" : `${t(`replies:my-data.field.${field}`)}: ${text}`;
}

async function groupName(id: unknown, { groups }: Desk): Promise<string> {
	const parsed = GroupId.safeParse(id);
	const group = parsed.success ? await groups.get(parsed.data) : undefined;
	return group ? plain(group.name) : "";
}

/** What a person wrote may look like anything, so what a value means is told by its key alone. */
function valueText(key: string, value: unknown, t: Translate): string {
	if (typeof value === "boolean") return t(value ? "replies:common.yes" : "replies:common.no");
	if (typeof value === "number") return String(value);
	if (Array.isArray(value)) {
		return value
			.map((each) => valueText(key, each, t))
			.filter((text) => text !== "")
			.join(" / ");
	}
	if (typeof value !== "string") return "";
	const word = words[key];
	if (word) return t(word(value));
	return times.has(key) ? when(Temporal.Instant.from(value)) : plain(value);
}
