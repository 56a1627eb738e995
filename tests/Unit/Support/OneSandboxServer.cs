namespace CxOne.Tests.Support;

[CollectionDefinition(SharedSandbox.Collection)]
public sealed class OneSandboxServer : ICollectionFixture<SharedSandbox>;
