package dev.konbini.commerce.availability;

/// How many pieces of a product can be had from one location.
public record LocationStock(String location, long available) {}
