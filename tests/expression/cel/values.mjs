// Values as cel_cases writes them (an array that begins with a letter for the type), and as @bufbuild/cel has them.
import { celUint, isCelError, isCelList, isCelMap, isCelUint } from "@bufbuild/cel";
import { isReflectMessage } from "@bufbuild/protobuf/reflect";

const numberOf = (text) => (text === "inf" ? Infinity : text === "-inf" ? -Infinity : /nan/.test(text) ? NaN : Number(text));

// What a name is bound to.
export function toCel([letter, first, second]) {
  switch (letter) {
    case "i":
      return BigInt(first);
    case "u":
      return celUint(BigInt(first));
    case "d":
      return numberOf(first);
    case "l":
      return first.map(([item]) => toCel(item));
    case "m":
      return new Map(first.map(([key, value]) => [toCel(key), toCel(value)]));
    default:
      return first;
  }
}

// The value of a result.
export function fromCel(value) {
  if (isCelError(value)) return ["e"];
  if (value === null) return ["n"];
  if (typeof value === "boolean") return ["b", value];
  if (typeof value === "string") return ["s", value];
  if (typeof value === "bigint") return ["i", String(value), String(value)];
  if (typeof value === "number") return ["d", value, value];
  if (isCelUint(value)) return ["u", String(value.value), String(value.value)];
  if (isCelList(value)) return ["l", [...value].map((item) => [fromCel(item), true]), false];
  if (isCelMap(value)) return ["m", [...value.entries()].map(([key, item]) => [fromCel(key), fromCel(item)])];
  const message = isReflectMessage(value) ? value.message : value;
  if (message?.$typeName === "google.protobuf.Duration" || message?.$typeName === "google.protobuf.Timestamp") {
    return [message.$typeName.endsWith("Duration") ? "D" : "t", String(message.seconds), String(message.nanos)];
  }
  return ["unexpected", String(value)];
}

// Whether a value can be one of those that `range` stands for.
export function isWithin(range, value) {
  if (range[0] === "?") return true;
  if (range[0] !== value[0]) return false;
  switch (range[0]) {
    case "e":
    case "n":
      return true;
    case "i":
    case "u":
      return BigInt(range[1]) <= BigInt(value[1]) && BigInt(value[1]) <= BigInt(range[2]);
    case "d":
      return isDoubleWithin(numberOf(range[1]), numberOf(range[2]), value[1]);
    case "l":
      return isListWithin(range, value[1]);
    case "m":
      return isMapWithin(range[1], value[1]);
    default:
      return range[1] === value[1] && range[2] === value[2];
  }
}

function isDoubleWithin(low, high, number) {
  if (Number.isNaN(number)) return Number.isNaN(low) || (low === -Infinity && high === Infinity);
  // Zeros of both signs are two numbers.
  if (low === high) return Object.is(low, number) || Object.is(high, number);
  return low <= number && number <= high;
}

// The elements that certainly belong are there, in their order; others may be, and in an open list anything else.
function isListWithin([, items, isOpen], values) {
  const fits = (i, j) => {
    if (i === items.length) return isOpen || j === values.length;
    const [item, isCertain] = items[i];
    if (!isCertain && fits(i + 1, j)) return true;
    for (let at = j; at < values.length; ++at) {
      if (isWithin(item, values[at][0]) && fits(i + 1, at + 1)) return true;
      if (!isOpen) return false;
    }
    return false;
  };
  return fits(0, 0);
}

function isMapWithin(entries, values) {
  if (entries.length !== values.length) return false;
  return entries.every(([key, range]) => {
    const other = values.find(([name]) => isWithin(key, name));
    return other !== undefined && isWithin(range, other[1]);
  });
}
