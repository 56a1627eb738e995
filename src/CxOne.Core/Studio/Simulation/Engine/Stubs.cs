using CxOne.Studio.Calls;
using CxOne.Studio.Reading;

namespace CxOne.Studio.Simulation.Engine;

/// <summary>Finds stubs by the names that a test gives.</summary>
internal static class Stubs
{
    public static SubscriptStub? Subscript(ScriptCall call, string name)
    {
        var leaf = ScriptNames.Leaf(name.Trim());
        foreach (var (key, stub) in call.Subscripts)
        {
            if (key.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) || key.Equals(leaf, StringComparison.OrdinalIgnoreCase))
            {
                return stub;
            }
        }

        return null;
    }
}
