/** What the host knew at capture time: links, addresses, routes, rules, NAT rules, bridge tables, containers. */
@NullMarked
package io.natlens.host;

import org.jspecify.annotations.NullMarked;
