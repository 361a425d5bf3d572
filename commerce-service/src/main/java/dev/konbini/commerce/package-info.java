/// commerce-service: catalogue, search, prices, carts and the signed offers that become orders. It
/// keeps products, carts and offers in a MongoDB database of its own and a searchable copy of the
/// products in Elasticsearch, and asks transaction-service how much is in stock.
@NullMarked
package dev.konbini.commerce;

import org.jspecify.annotations.NullMarked;
