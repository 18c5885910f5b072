/** Message components: Discord's rules for what is sent, and the form in which it sends them back. */
import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from "discord-api-types/v10";
import { referencedAttachment, type StoredAttachment } from "./attachments.ts";
import { type FieldError, invalidForm } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { World } from "./world.ts";

/** A component as a JSON object: what is common to all kinds that nest. */
export interface AnyComponent {
	type: number;
	id?: number | null;
	custom_id?: string | null;
	components?: AnyComponent[];
	accessory?: AnyComponent;
	[key: string]: unknown;
}

const V2_ONLY = new Set<number>([
	ComponentType.Section,
	ComponentType.TextDisplay,
	ComponentType.Thumbnail,
	ComponentType.MediaGallery,
	ComponentType.File,
	ComponentType.Separator,
	ComponentType.Container,
]);
const SELECTS = new Set<number>([
	ComponentType.StringSelect,
	ComponentType.UserSelect,
	ComponentType.RoleSelect,
	ComponentType.MentionableSelect,
	ComponentType.ChannelSelect,
]);

/** Visits every component, parents before children, in the order in which Discord numbers them. */
export function* walkComponents(
	components: readonly AnyComponent[],
	path = "components",
): Generator<{ component: AnyComponent; path: string }> {
	for (const [index, component] of components.entries()) {
		const at = `${path}.${index}`;
		yield { component, path: at };
		if (component.components) yield* walkComponents(component.components, `${at}.components`);
		if (component.accessory) {
			yield { component: component.accessory, path: `${at}.accessory` };
		}
	}
}

/** All text that components show by text displays, in order. */
export function componentTexts(components: readonly AnyComponent[]): string[] {
	return [...walkComponents(components)]
		.filter(({ component }) => component.type === ComponentType.TextDisplay)
		.map(({ component }) => String(component.content));
}

/**
 * Refuses (50035) what Discord refuses: too many components or too much text in all, the same `custom_id` or `id`
 * twice, the newer kinds without the components v2 flag, a button without what its style needs, a select whose
 * numbers contradict its options, a row that mixes a select with others.
 */
export function checkComponents(components: readonly AnyComponent[], v2: boolean): void {
	const all = [...walkComponents(components)];
	const errors: FieldError[] = [];
	const refuse = (path: string, code: string, message: string) =>
		errors.push({ path: path.split("."), code, message });
	if (all.length > LIMITS.componentsInMessage)
		refuse(
			"components",
			"COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
			`The total number of components is ${all.length}; at most ${LIMITS.componentsInMessage}`,
		);
	const text = componentTexts(components).reduce((sum, one) => sum + one.length, 0);
	if (text > LIMITS.textInComponents)
		refuse(
			"components",
			"COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
			`The text is ${text} characters in all; at most ${LIMITS.textInComponents}`,
		);
	if (!v2 && components.length > 5)
		refuse("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
	const customIds = new Set<string>();
	const ids = new Set<number>();
	for (const { component, path } of all) {
		if (!v2 && V2_ONLY.has(component.type))
			refuse(`${path}.type`, "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).');
		if (component.custom_id != null) {
			if (customIds.has(component.custom_id))
				refuse(
					`${path}.custom_id`,
					"COMPONENT_CUSTOM_ID_DUPLICATED",
					"Component custom id cannot be duplicated",
				);
			customIds.add(component.custom_id);
		}
		if (component.id) {
			if (ids.has(component.id))
				refuse(`${path}.id`, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
			ids.add(component.id);
		}
		if (component.type === ComponentType.Button) checkButton(component, path, refuse);
		if (SELECTS.has(component.type)) checkSelect(component, path, refuse);
		const row = component.type === ComponentType.ActionRow ? (component.components ?? []) : [];
		if (row.length > 1 && row.some((one) => SELECTS.has(one.type)))
			refuse(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width");
	}
	if (errors.length > 0) throw invalidForm(errors);
}

type Refuse = (path: string, code: string, message: string) => void;

function checkButton(button: AnyComponent, path: string, refuse: Refuse): void {
	const style = button.style;
	if (style === ButtonStyle.Premium) return;
	if (style === ButtonStyle.Link) {
		if (!button.url) refuse(`${path}.url`, "BASE_TYPE_REQUIRED", "This field is required");
		if (button.custom_id != null)
			refuse(path, "BUTTON_COMPONENT_INVALID_PROPERTIES", "A link button has no custom id");
	} else {
		if (button.custom_id == null) refuse(`${path}.custom_id`, "BASE_TYPE_REQUIRED", "This field is required");
		if (button.url != null)
			refuse(path, "BUTTON_COMPONENT_INVALID_PROPERTIES", "Only a link button has a url");
	}
	if (!button.label && !button.emoji)
		refuse(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji");
}

function checkSelect(select: AnyComponent, path: string, refuse: Refuse): void {
	const min = Number(select.min_values ?? 1);
	const max = Number(select.max_values ?? 1);
	if (min > max) refuse(`${path}.min_values`, "SELECT_MIN_OVER_MAX", "min_values is greater than max_values");
	if (select.type !== ComponentType.StringSelect) return;
	const options = (select.options ?? []) as { value: string; default?: boolean }[];
	if (max > options.length)
		refuse(
			`${path}.max_values`,
			"SELECT_MAX_OVER_OPTIONS",
			"max_values is greater than the number of options",
		);
	if (new Set(options.map((option) => option.value)).size < options.length)
		refuse(`${path}.options`, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The option values must be unique");
	if (options.filter((option) => option.default).length > max)
		refuse(`${path}.options`, "SELECT_TOO_MANY_DEFAULTS", "There are more defaults than max_values");
}

/** Components as Discord sends them back: numbered, defaults filled in, files at their served addresses. */
export function placeComponents(
	world: World,
	components: readonly AnyComponent[],
	attachments: readonly StoredAttachment[],
): APIMessageTopLevelComponent[] {
	const taken = new Set([...walkComponents(components)].map(({ component }) => component.id ?? 0));
	let next = 1;
	const number = () => {
		while (taken.has(next)) next += 1;
		taken.add(next);
		return next;
	};
	const media = (value: unknown, path: string) => {
		const { url } = value as { url: string };
		const file = referencedAttachment(url, attachments, path);
		return {
			id: world.nextId(),
			url: file?.url ?? url,
			proxy_url: file?.proxy_url ?? url,
			width: file?.width ?? null,
			height: file?.height ?? null,
			content_type: file?.content_type ?? null,
			...(file && { attachment_id: file.id }),
		};
	};
	const place = (one: AnyComponent, path: string): AnyComponent => {
		const placed: AnyComponent = { ...withoutNulls(one), id: one.id || number() } as AnyComponent;
		if (one.components)
			placed.components = one.components.map((child, i) => place(child, `${path}.components.${i}`));
		if (one.accessory) placed.accessory = place(one.accessory, `${path}.accessory`);
		if (SELECTS.has(one.type)) {
			placed.min_values = one.min_values ?? 1;
			placed.max_values = one.max_values ?? 1;
		}
		if (one.type === ComponentType.Container) {
			placed.accent_color = one.accent_color ?? null;
			placed.spoiler = one.spoiler ?? false;
		}
		if (one.type === ComponentType.Separator) {
			placed.spacing = one.spacing ?? 1;
			placed.divider = one.divider ?? true;
		}
		if (one.type === ComponentType.Thumbnail) {
			placed.media = media(one.media, `${path}.media.url`);
			placed.description = one.description ?? null;
			placed.spoiler = one.spoiler ?? false;
		}
		if (one.type === ComponentType.MediaGallery)
			placed.items = (one.items as Record<string, unknown>[]).map((item, i) => ({
				media: media(item.media, `${path}.items.${i}.media.url`),
				description: item.description ?? null,
				spoiler: item.spoiler ?? false,
			}));
		if (one.type === ComponentType.File) {
			const { url } = one.file as { url: string };
			const file = referencedAttachment(url, attachments, `${path}.file.url`);
			placed.file = media(one.file, `${path}.file.url`);
			placed.name = file?.filename ?? null;
			placed.size = file?.size ?? null;
			placed.spoiler = one.spoiler ?? false;
		}
		return placed;
	};
	return components.map((one, index) =>
		place(one, `components.${index}`),
	) as unknown as APIMessageTopLevelComponent[];
}

function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).filter(([, field]) => field != null));
}
