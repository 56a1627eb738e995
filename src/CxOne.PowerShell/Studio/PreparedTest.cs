using CxOne.Studio.Graph;
using CxOne.Studio.Testing;

namespace CxOne.PowerShell.Studio;

/// <summary>A test case with all that it needs.</summary>
/// <param name="Case">The test case.</param>
/// <param name="Library">The scripts that it may reach.</param>
/// <param name="Source">Name of the file that holds it.</param>
internal sealed record PreparedTest(ScriptTestCase Case, ScriptLibrary Library, string Source);
