"""Life situations: what an event touches, the task guide, the plan of a visit, forms and their register checks."""
