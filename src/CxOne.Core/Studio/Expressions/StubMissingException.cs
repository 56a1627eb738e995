namespace CxOne.Studio.Expressions;

/// <summary>A snippet calls what cannot run offline, and there is no stub for it.</summary>
internal sealed class StubMissingException(string message) : Exception(message);
