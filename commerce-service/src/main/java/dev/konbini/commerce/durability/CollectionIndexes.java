package dev.konbini.commerce.durability;

import com.mongodb.client.model.IndexModel;
import java.util.List;

/// The indexes that a feature needs on a collection of its own. They are created after start-up, as
/// soon as the database answers.
public record CollectionIndexes(String collection, List<IndexModel> indexes) {}
