using CxOne.Studio.Graph;
using CxOne.Studio.Testing;

namespace CxOne.Published;

/// <summary>A test case that must pass before a script is published.</summary>
/// <param name="Case">The test case.</param>
/// <param name="Library">The scripts that it may reach.</param>
/// <param name="Source">Name of the file that holds it, for messages.</param>
public sealed record ScriptPublishTest(ScriptTestCase Case, ScriptLibrary Library, string Source);
