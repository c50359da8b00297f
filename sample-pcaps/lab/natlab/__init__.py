"""A Docker host, its networks and the hosts around it, built in network namespaces."""
