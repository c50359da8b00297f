/** Quantities and names as people read them. */
const Format = (() => {
  const NANOS = 1000000000n;
  const LONGEST = 120;

  function scaled(value, units) {
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    const decimals = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return value.toFixed(decimals) + ' ' + units[unit];
  }

  function duration(nanos) {
    if (nanos < 0) {
      return '−' + duration(-nanos);
    }
    const seconds = Math.floor(nanos / 1e9);
    if (seconds >= 3600) {
      return Math.floor(seconds / 3600) + ' h ' + Math.floor(seconds / 60) % 60 + ' min';
    }
    return seconds >= 60 ? Math.floor(seconds / 60) + ' min ' + seconds % 60 + ' s' : scaled(nanos, ['ns', 'µs', 'ms', 's']);
  }

  /** Nanoseconds since 1970, as a BigInt, to ISO 8601 with so many digits of a second. */
  function time(epochNanos, digits) {
    const nanos = ((epochNanos % NANOS) + NANOS) % NANOS;
    const date = new Date(Number((epochNanos - nanos) / 1000000n)).toISOString();
    return date.slice(0, 10) + ' ' + date.slice(11, 19) + '.' + String(nanos).padStart(9, '0').slice(0, digits);
  }

  /** Characters that would not be seen, or would turn the direction of writing, become a mark; long names are cut. */
  function name(text) {
    const fit = text.slice(0, 4 * LONGEST).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '\uFFFD');
    return short(fit, LONGEST);
  }

  function short(text, most) {
    const characters = Array.from(text);
    return characters.length <= most ? text : characters.slice(0, most - 1).join('') + '…';
  }

  /** Cut in the middle, since the end of a name tells interfaces of several hosts apart. */
  function middle(text, most) {
    const characters = Array.from(text);
    const end = Math.floor(most / 2);
    return characters.length <= most ? text
      : characters.slice(0, most - 1 - end).join('') + '…' + characters.slice(characters.length - end).join('');
  }

  return {
    bytes: count => scaled(count, ['B', 'kB', 'MB', 'GB', 'TB']),
    count: count => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202F'),
    plural: (count, word) => Format.count(count) + ' ' + word + (count === 1 ? '' : 's'),
    delay: nanos => (nanos < 0 ? '' : '+') + duration(nanos),
    duration, time, name, short, middle,
  };
})();
