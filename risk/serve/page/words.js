// How names of the schema read in plain words.

const kept = new Map([
  ["MAPPA", "MAPPA"], ["MARAC", "MARAC"], ["DASH", "DASH"], ["ODARA", "ODARA"], ["OASYS", "OASys"], ["SARA", "SARA"], ["OGRS", "OGRS"],
]);

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}

// "CHILDRENS_SERVICES" reads "childrens services", unless the schema words it.
export function ofName(name, wording = {}) {
  if (wording[name]) return wording[name];
  return name.split(/_+/).map((word) => kept.get(word.toUpperCase()) || word.toLowerCase()).join(" ");
}

const agencies = {
  PRACTITIONER: "you, from the file, a visit or a call", SUPERVISED_PERSON: "the supervised person", POLICE: "the police",
  CHILDRENS_SERVICES: "children's services", ADULT_SERVICES: "adult services", HEALTH_SERVICE: "the health service",
  PRISON_SERVICE: "the prison", COURT_SERVICE: "the court", PARTNER_OR_VICTIM: "the partner or victim, where it is safe to ask",
  HOUSING_PROVIDER: "the housing provider", MANAGER: "the manager",
};

export function ofAgency(agency) {
  return agencies[agency] || ofName(agency);
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

// "2021-06-21" and { year: 2021, month: 6, day: 21 } read "21 June 2021", as far as they are known.
export function ofDate(date) {
  const text = dateText(date);
  if (!text) return "";
  const [year, month, day] = text.split("-").map(Number);
  return [day, month && months[month - 1], year].filter(Boolean).join(" ");
}

// The written form: "2021-06-21", "2021-06" or "2021"; empty if there is none.
export function dateText(date) {
  if (!date) return "";
  if (typeof date === "string") return date;
  const two = (number) => String(number).padStart(2, "0");
  return [date.year && String(date.year).padStart(4, "0"), date.month && two(date.month), date.day && two(date.day)].filter(Boolean).join("-");
}

export const levels = ["LOW", "MEDIUM", "HIGH", "VERY_HIGH"];

// What is said of a level; a level that is not settled never reads as low.
export function ofLevel(level) {
  const name = (value) => ofName(value).toUpperCase();
  if (level.not_settled || !level.at_least) return `not settled: up to ${name(level.could_be)} on what is not yet known`;
  if (level.at_least === level.could_be) return `${name(level.at_least)}`;
  return `at least ${name(level.at_least)}, could be ${name(level.could_be)}`;
}
