using CxOne.Audit;
using CxOne.Errors;

namespace CxOne.Tests.Audit;

public sealed class AuditFoldersTests
{
    [Fact]
    public void Given_folder_takes_precedence_over_the_variable_and_the_variable_over_the_default()
    {
        (string, string)[] all = [("CXONE_AUDIT_PATH", "/from/variable"), ("HOME", "/home/me"), ("LOCALAPPDATA", "/home/me")];

        Assert.Equal(Path.GetFullPath("/given"), Resolve("/given", all));
        Assert.Equal(Path.GetFullPath("/from/variable"), Resolve(null, all));
        Assert.Equal(Path.GetFullPath("/from/variable"), Resolve(" ", all));
        Assert.StartsWith(Path.GetFullPath("/home/me"), Resolve(null, all[1..]), StringComparison.Ordinal);
        Assert.StartsWith(Path.GetFullPath("/home/me"), Resolve(null, [("CXONE_AUDIT_PATH", ""), .. all[1..]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Default_on_Linux_is_the_XDG_state_folder()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("/state/cxone/audit", Resolve(null, ("XDG_STATE_HOME", "/state"), ("HOME", "/home/me")));
            Assert.Equal("/home/me/.local/state/cxone/audit", Resolve(null, ("HOME", "/home/me")));
            Assert.Equal("/home/me/.local/state/cxone/audit", Resolve(null, ("XDG_STATE_HOME", " "), ("HOME", "/home/me")));
        }
    }

    [Fact]
    public void Relative_folder_is_resolved_to_a_full_path()
        => Assert.Equal(Path.Combine(Directory.GetCurrentDirectory(), "audit"), Resolve("audit"));

    [Fact]
    public void Error_without_any_folder_names_the_variable_and_the_option()
    {
        var error = Assert.Throws<CxException>(() => Resolve(null));

        Assert.Equal("AuditWriteFailed", error.ErrorId);
        Assert.Contains("CXONE_AUDIT_PATH", error.Message, StringComparison.Ordinal);
        Assert.Contains("AuditPath", error.Message, StringComparison.Ordinal);
    }

    private static string Resolve(string? given, params (string Name, string Value)[] environment)
        => AuditFolders.Resolve(
            given, name => environment.Where(variable => variable.Name == name).Select(variable => variable.Value).SingleOrDefault());
}
