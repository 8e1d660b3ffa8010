// All categories of work, at most 50, in the order of their names.
MATCH (category:Category)
USING INDEX category:Category(id)
WHERE category.id >= ''
RETURN category.id AS id, category.name AS name ORDER BY name, id LIMIT 50
