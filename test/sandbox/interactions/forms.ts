/** What Discord demands of a form (modal) beyond the shapes of its OpenAPI document. */
import { ComponentType, TextInputStyle } from "discord-api-types/v10";
import { type FieldError, invalidForm } from "../world/errors.ts";

/** A component of a form, as a request has it; only what the rules look at is named. */
interface Part {
	type: ComponentType;
	custom_id?: string;
	label?: string | null;
	description?: string | null;
	style?: TextInputStyle;
	value?: string | null;
	min_length?: number | null;
	max_length?: number | null;
	min_values?: number | null;
	max_values?: number | null;
	required?: boolean | null;
	content?: string;
	component?: Part;
	components?: Part[];
	options?: { label: string; value: string; description?: string | null; default?: boolean | null }[];
}

const inLabel: readonly ComponentType[] = [
	ComponentType.TextInput,
	ComponentType.StringSelect,
	ComponentType.UserSelect,
	ComponentType.RoleSelect,
	ComponentType.MentionableSelect,
	ComponentType.ChannelSelect,
	ComponentType.RadioGroup,
	ComponentType.CheckboxGroup,
	ComponentType.Checkbox,
	ComponentType.FileUpload,
];

/** How many options each kind of list may have in a form. */
const optionLimits: Partial<Record<ComponentType, readonly [number, number]>> = {
	[ComponentType.StringSelect]: [1, 25],
	[ComponentType.RadioGroup]: [2, 10],
	[ComponentType.CheckboxGroup]: [1, 10],
};

const longestText = 4_000;

class Refusals {
	readonly fields: FieldError[] = [];

	add(path: readonly (string | number)[], code: string, message: string): void {
		this.fields.push({ path: ["data", ...path], code, message });
	}

	length(path: readonly (string | number)[], text: unknown, least: number, most: number): void {
		if (typeof text !== "string" || text.length < least || text.length > most) {
			this.add(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
		}
	}
}

/** Throws Invalid Form Body (50035) unless this may be shown as a form. */
export function checkForm(data: unknown): void {
	const refused = new Refusals();
	const form = (data ?? {}) as { title?: unknown; custom_id?: unknown; components?: Part[] };
	refused.length(["title"], form.title, 1, 45);
	refused.length(["custom_id"], form.custom_id, 1, 100);
	const components = Array.isArray(form.components) ? form.components : [];
	if (components.length < 1 || components.length > 5) {
		refused.add(["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
	}
	components.forEach((part, index) => {
		checkTop(part, ["components", index], refused);
	});
	checkUnique(components, refused);
	if (refused.fields.length > 0) throw invalidForm(refused.fields);
}

function checkTop(part: Part, path: (string | number)[], refused: Refusals): void {
	if (part.type === ComponentType.TextDisplay) {
		refused.length([...path, "content"], part.content, 1, longestText);
		return;
	}
	if (part.type !== ComponentType.Label) {
		refused.add([...path, "type"], "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (10, 18).');
		return;
	}
	refused.length([...path, "label"], part.label, 1, 45);
	if (part.description != null) refused.length([...path, "description"], part.description, 1, 100);
	const inner = part.component;
	if (!inner || !inLabel.includes(inner.type)) {
		refused.add([...path, "component"], "UNION_TYPE_CHOICES", `A label cannot hold type ${inner?.type}.`);
		return;
	}
	checkInput(inner, [...path, "component"], refused);
}

function checkInput(part: Part, path: (string | number)[], refused: Refusals): void {
	refused.length([...path, "custom_id"], part.custom_id, 1, 100);
	if (part.type === ComponentType.TextInput) {
		checkText(part, path, refused);
		return;
	}
	if (part.type === ComponentType.FileUpload) {
		checkFiles(part, path, refused);
		return;
	}
	const limits = optionLimits[part.type];
	if (!limits) return;
	const options = part.options ?? [];
	const [least, most] = limits;
	if (options.length < least || options.length > most) {
		refused.add(
			[...path, "options"],
			"BASE_TYPE_BAD_LENGTH",
			`Must be between ${least} and ${most} in length.`,
		);
	}
	options.forEach((option, index) => {
		refused.length([...path, "options", index, "label"], option.label, 1, 100);
		refused.length([...path, "options", index, "value"], option.value, 1, 100);
		if (option.description != null) {
			refused.length([...path, "options", index, "description"], option.description, 0, 100);
		}
	});
	checkChoices(part, path, refused);
}

/** Up to ten files, one unless more is said. */
function checkFiles(part: Part, path: (string | number)[], refused: Refusals): void {
	const [least, most] = [part.min_values ?? 1, part.max_values ?? 1];
	if (least < 0 || most < 1 || most > 10 || least > most)
		refused.add([...path, "max_values"], "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 10 in length.");
	if (least === 0 && part.required !== false)
		refused.add([...path, "min_values"], "MIN_VALUES_REQUIRED", "A required field cannot have min_values 0.");
}

function checkChoices(part: Part, path: (string | number)[], refused: Refusals): void {
	const options = part.options ?? [];
	if (new Set(options.map((option) => option.value)).size < options.length) {
		refused.add([...path, "options"], "SET_TYPE_CONTAINS_DUPLICATES", "The option values must be unique.");
	}
	const radio = part.type === ComponentType.RadioGroup;
	const least = part.min_values ?? 1;
	const most = radio
		? 1
		: (part.max_values ?? (part.type === ComponentType.CheckboxGroup ? options.length : 1));
	if (options.filter((option) => option.default).length > most) {
		refused.add([...path, "options"], "TOO_MANY_DEFAULTS", `At most ${most} options may be chosen at first.`);
	}
	if (radio) return;
	if (most > options.length || least > most) {
		refused.add(
			[...path, "max_values"],
			"BASE_TYPE_BAD_LENGTH",
			`${least} to ${most} of ${options.length} options`,
		);
	}
	if (least === 0 && part.required !== false) {
		refused.add([...path, "min_values"], "MIN_VALUES_REQUIRED", "A required field cannot have min_values 0.");
	}
}

function checkText(part: Part, path: (string | number)[], refused: Refusals): void {
	const least = part.min_length ?? 0;
	const most = part.max_length ?? longestText;
	if (part.style !== TextInputStyle.Short && part.style !== TextInputStyle.Paragraph) {
		refused.add([...path, "style"], "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.");
	}
	if (part.label != null) {
		refused.add([...path, "label"], "LABEL_IN_LABEL", "A text input in a label has no label of its own.");
	}
	if (least < 0 || most < 1 || most > longestText || least > most) {
		refused.add(
			[...path, "max_length"],
			"NUMBER_TYPE_MAX",
			`int value should be between 1 and ${longestText}.`,
		);
	}
	if (part.value != null && part.value.length > most) {
		refused.add([...path, "value"], "BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`);
	}
}

function checkUnique(components: Part[], refused: Refusals): void {
	const ids = components.flatMap((part) => part.component?.custom_id ?? []);
	if (new Set(ids).size < ids.length) {
		refused.add(["components"], "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
	}
}
